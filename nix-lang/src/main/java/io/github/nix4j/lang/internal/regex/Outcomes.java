package io.github.nix4j.lang.internal.regex;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Remembers whether a state, tried at a place with certain repeat counts, led to a match: a hash table of longs. */
final class Outcomes {
    static final int UNKNOWN = 0;
    static final int FOUND = 1;
    static final int NOT_FOUND = 2;

    private static final int STATE_BITS = 17;
    private static final int COUNT_BITS = 15;

    /** 64 MB. */
    private static final int MAX_SLOTS = 1 << 23;

    private static final long[] NO_SLOTS = new long[0];

    // A key is positive; it is stored negated if the outcome was a match; 0 is a free slot.
    private long[] slots = NO_SLOTS;
    private int size;

    /** For loops over one byte: the last span of places known to lead to nothing, as first and last place by state. */
    private final Map<Integer, int[]> failedSpans = new HashMap<>();

    /** Whether it would be better to forget everything before long. */
    boolean isLarge() {
        return slots.length >= MAX_SLOTS / 4;
    }

    boolean isInFailedSpan(int state, int at) {
        int[] span = failedSpans.get(state);
        return span != null && span[0] <= at && at <= span[1];
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

    void clear() {
        failedSpans.clear();
        if (size > 0) {
            if (slots.length > 1024) {
                slots = NO_SLOTS;
            } else {
                Arrays.fill(slots, 0);
            }
            size = 0;
        }
    }

    private static long key(int state, int at, int counts) {
        if (counts >= 1 << COUNT_BITS) {
            throw RegexException.tooLarge();
        }
        return ((long) at << STATE_BITS | state) << COUNT_BITS | counts + 1;
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
        if (old.length >= MAX_SLOTS) {
            throw RegexException.tooLarge();
        }
        slots = new long[Math.max(64, old.length * 2)];
        for (long entry : old) {
            if (entry != 0) {
                add(entry);
            }
        }
    }
}
