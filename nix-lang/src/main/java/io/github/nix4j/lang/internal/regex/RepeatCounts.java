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

    /** Some 20 MB: nine loops around nothing, one behind the other, each of them entered as often as it may be. */
    private static final int MAX_MAPS = 1 << 15;

    private final List<Map<Integer, Integer>> maps = new ArrayList<>(List.of(Map.of()));
    private final Map<Map<Integer, Integer>, Integer> numbers = new HashMap<>();

    /** What {@link #afterRound} has told. */
    private final Map<Long, Integer> rounds = new HashMap<>();

    /** Whether {@code repeat} may have another round. */
    boolean mayRepeat(int counts, int repeat) {
        return counts == NONE || maps.get(counts).getOrDefault(repeat, 0) < MAX_ROUNDS;
    }

    /** The counts with one more for {@code repeat}. */
    int afterRound(int counts, int repeat) {
        return rounds.computeIfAbsent((long) counts << Integer.SIZE | repeat, round -> number(counts, repeat));
    }

    private int number(int counts, int repeat) {
        Map<Integer, Integer> more = new HashMap<>(maps.get(counts));
        more.merge(repeat, 1, Integer::sum);
        Integer known = numbers.get(more);
        if (known != null) {
            return known;
        }
        if (maps.size() == MAX_MAPS) {
            throw RegexException.tooLarge();
        }
        maps.add(more);
        numbers.put(more, maps.size() - 1);
        return maps.size() - 1;
    }
}
