package io.github.nix4j.lang.internal.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers whether a state, tried at a place with certain repeat counts, led to a match: a hash table of longs. */
final class Outcomes {
    static final int UNKNOWN = 0;
    static final int FOUND = 1;
    static final int NOT_FOUND = 2;

    /** What is behind the place in a key. */
    private static final int SITUATION_BITS = 31;

    /** 128 MB. */
    private static final int MAX_SLOTS = 1 << 24;

    /** 130 MB. */
    private static final int MAX_SITUATIONS = 1 << 21;

    private static final long[] NO_SLOTS = new long[0];

    // A key is positive; it is stored negated if the outcome was a match; 0 is a free slot.
    private long[] slots = NO_SLOTS;
    private int size;

    /** Numbers of states with repeat counts, behind those of states without. */
    private final Map<Long, Integer> situations = new HashMap<>();

    /** Places before this one are not asked for any more. */
    private int from;

    /** For loops over one byte: the last span of places known to lead to nothing, as first and last place by state. */
    private final Map<Integer, int[]> failedSpans = new HashMap<>();

    /** The span of places from which the loop at {@code state} is known to lead to nothing, or null. */
    int @Nullable [] failedSpan(int state) {
        return failedSpans.get(state);
    }

    void putFailedSpan(int state, int first, int last) {
        int[] span = failedSpans.get(state);
        if (span != null && first <= span[1] + 1 && span[0] <= last + 1) {
            span[0] = Math.min(span[0], first);
            span[1] = Math.max(span[1], last);
        } else if (first <= last) {
            failedSpans.put(state, new int[] {first, last});
        }
    }

    /** Says that places before {@code place} are not asked for any more. */
    void from(int place) {
        from = place;
    }

    void clear() {
        failedSpans.clear();
        situations.clear();
        if (size > 0) {
            if (slots.length > 1024) {
                slots = NO_SLOTS;
            } else {
                Arrays.fill(slots, 0);
            }
            size = 0;
        }
    }

    private long key(int state, int at, int counts) {
        int situation = state;
        if (counts != RepeatCounts.NONE) {
            situation = situations.computeIfAbsent(
                    (long) counts << Integer.SIZE | state, pair -> Nfa.MAX_STATES + situations.size());
            if (situations.size() > MAX_SITUATIONS) {
                throw RegexException.tooLarge();
            }
        }
        return (long) at << SITUATION_BITS | situation + 1;
    }

    private static int slot(long key, int mask) {
        long mixed = key * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) & mask;
    }

    int get(int state, int at, int counts) {
        if (size == 0) {
            return UNKNOWN;
        }
        long key = key(state, at, counts);
        int mask = slots.length - 1;
        for (int i = slot(key, mask); ; i = i + 1 & mask) {
            long stored = slots[i];
            if (stored == 0) {
                return UNKNOWN;
            } else if (stored == key) {
                return NOT_FOUND;
            } else if (stored == -key) {
                return FOUND;
            }
        }
    }

    void put(int state, int at, int counts, boolean found) {
        if (size * 2 >= slots.length) {
            grow();
        }
        long key = key(state, at, counts);
        add(found ? -key : key);
        size++;
    }

    private void add(long entry) {
        int mask = slots.length - 1;
        int i = slot(Math.abs(entry), mask);
        while (slots[i] != 0) {
            i = i + 1 & mask;
        }
        slots[i] = entry;
    }

    private void grow() {
        long[] old = slots;
        int kept = 0;
        for (long entry : old) {
            if (Math.abs(entry) >> SITUATION_BITS >= from && entry != 0) {
                kept++;
            }
        }
        if (old.length >= MAX_SLOTS && kept * 4 > old.length) {
            throw RegexException.tooLarge();
        }
        size = kept;
        slots = new long[kept * 4 <= old.length ? Math.max(64, old.length) : old.length * 2];
        for (long entry : old) {
            if (Math.abs(entry) >> SITUATION_BITS >= from && entry != 0) {
                add(entry);
            }
        }
    }
}
