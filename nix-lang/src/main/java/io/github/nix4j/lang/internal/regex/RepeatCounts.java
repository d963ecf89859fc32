package io.github.nix4j.lang.internal.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many rounds each repetition has begun at the current place: maps from state to 1 or 2, each map known by a number. As soon
 * as a byte is taken, all are {@link #NONE} again.
 */
final class RepeatCounts {
    static final int NONE = 0;

    private static final int MAX_ROUNDS = 2;

    private final List<Map<Integer, Integer>> maps = new ArrayList<>(List.of(Map.of()));
    private final Map<Map<Integer, Integer>, Integer> numbers = new HashMap<>();

    /** Whether {@code repeat} may have another round. */
    boolean mayRepeat(int counts, int repeat) {
        return counts == NONE || maps.get(counts).getOrDefault(repeat, 0) < MAX_ROUNDS;
    }

    /** The counts with one more for {@code repeat}. */
    int afterRound(int counts, int repeat) {
        Map<Integer, Integer> more = new HashMap<>(maps.get(counts));
        more.merge(repeat, 1, Integer::sum);
        return numbers.computeIfAbsent(more, map -> {
            maps.add(map);
            return maps.size() - 1;
        });
    }
}
