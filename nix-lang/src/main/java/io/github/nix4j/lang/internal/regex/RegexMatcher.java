package io.github.nix4j.lang.internal.regex;

import java.util.Arrays;

/**
 * Runs an automaton over a text from one place.
 *
 * <p>Which match is found is what the reference's library finds, which is neither POSIX's rule nor Perl's: all ways through the
 * automaton are tried in order, left alternatives and further repetitions first. A repetition that led to a match is not tried
 * with fewer rounds; but of alternatives, both are always tried. Of all matches so met the longest counts, among equally long
 * ones the first. A repetition of something that matched nothing gets at most two rounds at one place.
 *
 * <p>The library does this by recursion, in exponential time at worst. Here what is left to try is kept on an own stack, and
 * {@link Outcomes} remembers for places already tried whether they led to a match. That changes no result: whatever can be
 * reached from there has been met before, and so can neither be longer than the best match so far nor come before it.
 */
final class RegexMatcher {
    private static final int STEPS_BETWEEN_CHECKS = 1 << 16;

    /** A few seconds, and for each byte of the text as many steps as a pattern takes that goes through it once. */
    private static final long MAX_STEPS = 1L << 28;

    private static final long STEPS_PER_BYTE = 16;

    /** Ints on the stack: 128 MB. */
    private static final int MAX_STACK = 1 << 25;

    // Kinds of entries on the stack. Each has four ints: kind, and what the kind says.
    private static final int RESTORE_BEGIN = 0; // group, old value, -
    private static final int RESTORE_END = 1; // group, old value, -
    private static final int SECOND_ALTERNATIVE = 2; // state, place, counts
    private static final int AFTER_ALTERNATIVES = 3; // state, place, counts; found by the first one: + FOUND
    private static final int AFTER_ROUND = 4; // state, place, counts
    private static final int AFTER_REST = 5; // state, place, counts
    private static final int SHRINK =
            6; // state, first place, current place; below it an entry with the counts at the first, and the last place
    private static final int FOUND = 16;

    private final Nfa nfa;
    private final String text;
    private final Runnable checkpoint;
    private final Outcomes outcomes = new Outcomes();
    private final RepeatCounts repeatCounts = new RepeatCounts();
    private final int[] begins;
    private final int[] ends;
    private int[] stack = new int[256];
    private int top;
    private int untilCheck = STEPS_BETWEEN_CHECKS;
    private long steps;
    private final long mostSteps;

    /** Beginnings and ends of the groups of the best match; -1 for a group that took no part. */
    private final int[] bestBegins;

    private final int[] bestEnds;
    private int bestEnd = -1;
    private boolean wasSpecial;

    RegexMatcher(Nfa nfa, String text, Runnable checkpoint) {
        this.nfa = nfa;
        this.text = text;
        this.checkpoint = checkpoint;
        this.mostSteps = MAX_STEPS + STEPS_PER_BYTE * text.length();
        this.begins = new int[nfa.groups];
        this.ends = new int[nfa.groups];
        this.bestBegins = new int[nfa.groups];
        this.bestEnds = new int[nfa.groups];
    }

    int begin(int group) {
        return bestEnds[group] < 0 ? -1 : bestBegins[group];
    }

    int end(int group) {
        return bestEnds[group];
    }

    /**
     * Looks for a match that begins at {@code from}.
     *
     * @param whole whether it must reach the end of the text
     * @param notEmpty whether it must not be empty
     * @param lineBegin whether {@code from} is the beginning of the text
     */
    boolean match(int from, boolean whole, boolean notEmpty, boolean lineBegin) {
        Arrays.fill(begins, -1);
        Arrays.fill(ends, -1);
        // What led to nothing leads to nothing from another beginning too; but only then.
        if (bestEnd >= 0 || wasSpecial) {
            outcomes.clear();
        }
        wasSpecial = notEmpty || lineBegin;
        outcomes.from(from);
        bestEnd = -1;
        top = 0;
        int n = text.length();
        int state = 0;
        int at = from;
        int counts = RepeatCounts.NONE;
        while (true) {
            // Forward, until something is found or impossible.
            boolean found = false;
            boolean forward = true;
            while (forward) {
                step();
                switch (nfa.op(state)) {
                    case BYTE, SET -> {
                        if (at < n && nfa.takes(state, text.charAt(at))) {
                            at++;
                            counts = RepeatCounts.NONE;
                            state = nfa.next(state);
                        } else {
                            forward = false;
                        }
                    }
                    case BEGIN -> {
                        int group = nfa.arg(state);
                        push(RESTORE_BEGIN, group, begins[group], 0);
                        begins[group] = at;
                        state = nfa.next(state);
                    }
                    case END -> {
                        int group = nfa.arg(state);
                        push(RESTORE_END, group, ends[group], 0);
                        ends[group] = at;
                        state = nfa.next(state);
                    }
                    case LINE_BEGIN -> {
                        forward = at == from && lineBegin;
                        state = nfa.next(state);
                    }
                    case LINE_END -> {
                        forward = at == n;
                        state = nfa.next(state);
                    }
                    case ALTERNATIVE -> {
                        int known = outcomes.get(state, at, counts);
                        if (known != Outcomes.UNKNOWN) {
                            found = known == Outcomes.FOUND;
                            forward = false;
                        } else {
                            push(SECOND_ALTERNATIVE, state, at, counts);
                            state = nfa.alt(state);
                        }
                    }
                    case REPEAT -> {
                        int known = outcomes.get(state, at, counts);
                        if (known != Outcomes.UNKNOWN) {
                            found = known == Outcomes.FOUND;
                            forward = false;
                        } else if (isOneByteLoop(state)) {
                            int last = spanEnd(state, at);
                            if (last < at && counts == RepeatCounts.NONE) {
                                forward = false;
                                continue;
                            }
                            last = Math.max(last, at);
                            push(SHRINK, counts, last, 0);
                            push(SHRINK, state, at, last);
                            counts = last == at ? counts : RepeatCounts.NONE;
                            at = last;
                            state = nfa.next(state);
                        } else {
                            push(AFTER_ROUND, state, at, counts);
                            state = nfa.alt(state);
                        }
                    }
                    case COUNTED_REPEAT -> {
                        int known = outcomes.get(state, at, counts);
                        if (known != Outcomes.UNKNOWN) {
                            found = known == Outcomes.FOUND;
                            forward = false;
                        } else if (repeatCounts.mayRepeat(counts, state)) {
                            push(AFTER_ROUND, state, at, counts);
                            counts = repeatCounts.afterRound(counts, state);
                            state = nfa.alt(state);
                        } else {
                            push(AFTER_REST, state, at, counts);
                            state = nfa.next(state);
                        }
                    }
                    case ACCEPT -> {
                        found = (!whole || at == n) && !(notEmpty && at == from);
                        if (found && at > bestEnd) {
                            bestEnd = at;
                            System.arraycopy(begins, 0, bestBegins, 0, begins.length);
                            System.arraycopy(ends, 0, bestEnds, 0, ends.length);
                            if (at == n) {
                                return true; // no other match can be longer
                            }
                        }
                        forward = false;
                    }
                    default -> throw new IllegalStateException("unexpected state " + nfa.op(state));
                }
            }
            // Back to the last thing that is left to try.
            boolean resumed = false;
            while (!resumed) {
                if (top == 0) {
                    return bestEnd >= 0;
                }
                step();
                top -= 4;
                int kind = stack[top];
                int first = stack[top + 1];
                int second = stack[top + 2];
                int third = stack[top + 3];
                switch (kind) {
                    case RESTORE_BEGIN -> begins[first] = second;
                    case RESTORE_END -> ends[first] = second;
                    case SECOND_ALTERNATIVE -> {
                        push(found ? AFTER_ALTERNATIVES + FOUND : AFTER_ALTERNATIVES, first, second, third);
                        state = nfa.next(first);
                        at = second;
                        counts = third;
                        resumed = true;
                    }
                    case AFTER_ROUND -> {
                        if (found) {
                            outcomes.put(first, second, third, true);
                        } else {
                            push(AFTER_REST, first, second, third);
                            state = nfa.next(first);
                            at = second;
                            counts = third;
                            resumed = true;
                        }
                    }
                    case SHRINK -> {
                        int entryCounts = stack[top - 3];
                        if (found || third == second) {
                            top -= 4;
                            outcomes.put(first, second, entryCounts, found);
                            if (!found) {
                                boolean withFirst = entryCounts == RepeatCounts.NONE;
                                outcomes.putFailedSpan(first, withFirst ? second : second + 1, stack[top + 2]);
                            }
                        } else {
                            at = third - 1;
                            push(SHRINK, first, second, at);
                            counts = at == second ? entryCounts : RepeatCounts.NONE;
                            state = nfa.next(first);
                            resumed = true;
                        }
                    }
                    default -> { // AFTER_REST, AFTER_ALTERNATIVES with or without FOUND
                        found |= kind == AFTER_ALTERNATIVES + FOUND;
                        outcomes.put(first, second, third, found);
                    }
                }
            }
        }
    }

    private boolean isOneByteLoop(int repeat) {
        int body = nfa.alt(repeat);
        return nfa.next(body) == repeat && (nfa.op(body) == Nfa.Op.BYTE || nfa.op(body) == Nfa.Op.SET);
    }

    /** The last place to which the loop can go from {@code from} and from which it is not known to lead to nothing. */
    private int spanEnd(int repeat, int from) {
        int body = nfa.alt(repeat);
        int[] failed = outcomes.failedSpan(repeat);
        int end = failed != null && failed[1] >= from ? failed[0] - 1 : text.length();
        if (end < from) {
            return end;
        }
        int at = from;
        while (at < text.length() && nfa.takes(body, text.charAt(at))) {
            if (at == end) {
                return end;
            }
            at++;
        }
        steps += at - from;
        return at;
    }

    private void push(int kind, int first, int second, int third) {
        if (top + 4 > stack.length) {
            if (stack.length >= MAX_STACK) {
                throw RegexException.tooLarge();
            }
            stack = Arrays.copyOf(stack, stack.length * 2);
        }
        stack[top++] = kind;
        stack[top++] = first;
        stack[top++] = second;
        stack[top++] = third;
    }

    private void step() {
        if (--untilCheck == 0) {
            untilCheck = STEPS_BETWEEN_CHECKS;
            steps += STEPS_BETWEEN_CHECKS;
            if (steps > mostSteps) {
                throw RegexException.tooLarge();
            }
            checkpoint.run();
        }
    }
}
