package io.github.nix4j.lang.internal.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The automaton of a pattern, as arrays indexed by state. It has the same states as the reference's, because their number
 * decides which patterns are refused as too large.
 */
final class Nfa {
    /** What a state does before {@link #next} is taken. */
    enum Op {
        /** Nothing. */
        DUMMY,
        /** Takes the byte {@link #arg}. */
        BYTE,
        /** Takes a byte of the set with index {@link #arg}. */
        SET,
        /** Begins group {@link #arg}. */
        BEGIN,
        /** Ends group {@link #arg}. */
        END,
        /** Only at the beginning of the text. */
        LINE_BEGIN,
        /** Only at the end of the text. */
        LINE_END,
        /** Both {@link #alt} and {@link #next} are possible. */
        ALTERNATIVE,
        /** {@link #alt} may be tried first (again). */
        REPEAT,
        /** Likewise, where {@link #alt} may match nothing: how often it does so at one place is counted. */
        COUNTED_REPEAT,
        ACCEPT
    }

    static final int NONE = -1;

    /** The reference's limit. */
    static final int MAX_STATES = 100_000;

    private Op[] ops = new Op[16];
    private int[] nexts = new int[16];
    private int[] alts = new int[16];
    private int[] args = new int[16];
    private int size;
    private final List<boolean[]> sets = new ArrayList<>();
    int groups;

    /** A part of the automaton with one way in and one out, whose {@code next} is open. */
    static final class Part {
        final int start;
        int end;
        /** Whether it can be passed without taking a byte. */
        final boolean nullable;

        Part(int start, int end, boolean nullable) {
            this.start = start;
            this.end = end;
            this.nullable = nullable;
        }
    }

    int add(Op op, int next, int alt, int arg) {
        if (size == MAX_STATES) {
            throw RegexException.tooLarge();
        }
        if (size == ops.length) {
            ops = Arrays.copyOf(ops, size * 2);
            nexts = Arrays.copyOf(nexts, size * 2);
            alts = Arrays.copyOf(alts, size * 2);
            args = Arrays.copyOf(args, size * 2);
        }
        ops[size] = op;
        nexts[size] = next;
        alts[size] = alt;
        args[size] = arg;
        return size++;
    }

    int add(Op op, int arg) {
        return add(op, NONE, NONE, arg);
    }

    int addSet(boolean[] bytes) {
        sets.add(bytes);
        return add(Op.SET, sets.size() - 1);
    }

    int addRepeat(int next, Part body) {
        return add(body.nullable ? Op.COUNTED_REPEAT : Op.REPEAT, next, body.start, 0);
    }

    void append(Part part, int state) {
        nexts[part.end] = state;
        part.end = state;
    }

    void append(Part part, Part more) {
        nexts[part.end] = more.start;
        part.end = more.end;
    }

    /** A copy of all states from the part's start to its end. */
    Part copy(Part part) {
        Map<Integer, Integer> copies = new HashMap<>();
        ArrayDeque<Integer> open = new ArrayDeque<>();
        open.push(part.start);
        while (!open.isEmpty()) {
            int state = open.pop();
            if (copies.containsKey(state)) {
                continue;
            }
            copies.put(state, add(ops[state], nexts[state], alts[state], args[state]));
            if (alts[state] != NONE) {
                open.push(alts[state]);
            }
            if (state != part.end && nexts[state] != NONE) {
                open.push(nexts[state]);
            }
        }
        for (Map.Entry<Integer, Integer> copied : copies.entrySet()) {
            int state = copied.getValue();
            nexts[state] = copied.getKey() == part.end ? NONE : copies.getOrDefault(nexts[state], NONE);
            alts[state] = copies.getOrDefault(alts[state], NONE);
        }
        return new Part(copies.getOrDefault(part.start, NONE), copies.getOrDefault(part.end, NONE), part.nullable);
    }

    /** Lets every transition skip states that do nothing. */
    void removeDummies() {
        for (int i = 0; i < size; i++) {
            nexts[i] = afterDummies(nexts[i]);
            alts[i] = afterDummies(alts[i]);
        }
    }

    private int afterDummies(int state) {
        int at = state;
        while (at != NONE && ops[at] == Op.DUMMY) {
            at = nexts[at];
        }
        return at;
    }

    Op op(int state) {
        return ops[state];
    }

    int next(int state) {
        return nexts[state];
    }

    int alt(int state) {
        return alts[state];
    }

    int arg(int state) {
        return args[state];
    }

    /** Whether {@code state} takes one byte and can take {@code c}. */
    boolean takes(int state, char c) {
        return ops[state] == Op.BYTE ? args[state] == c : ops[state] == Op.SET && sets.get(args[state])[c];
    }

    int size() {
        return size;
    }
}
