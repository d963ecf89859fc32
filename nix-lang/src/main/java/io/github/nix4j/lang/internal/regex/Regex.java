package io.github.nix4j.lang.internal.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled regular expression. Immutable, thread-safe. */
public final class Regex {
    private final Nfa nfa;

    /** The bytes that a match can begin with; null if it can be empty. */
    private final boolean @Nullable [] firstBytes;

    private Regex(Nfa nfa) {
        this.nfa = nfa;
        this.firstBytes = firstBytes(nfa);
    }

    /**
     * A match in a text.
     *
     * @param begins where the groups begin, the whole match first; -1 for a group that took no part
     * @param ends where they end
     */
    public record Match(int[] begins, int[] ends) {
        public int begin() {
            return begins[0];
        }

        public int end() {
            return ends[0];
        }
    }

    /** Compiles {@code pattern} (byte text); throws {@link RegexException}. */
    public static Regex compile(String pattern) {
        return new Regex(RegexCompiler.compile(pattern, false));
    }

    /** As {@link #compile}, for letters of either case. */
    public static Regex compileIgnoringCase(String pattern) {
        return new Regex(RegexCompiler.compile(pattern, true));
    }

    /** How many states the automaton has: what it takes in memory grows with that. */
    public int states() {
        return nfa.size();
    }

    private static boolean @Nullable [] firstBytes(Nfa nfa) {
        boolean[] bytes = new boolean[256];
        boolean[] seen = new boolean[nfa.size()];
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(0));
        while (!open.isEmpty()) {
            int state = open.pop();
            if (seen[state]) {
                continue;
            }
            seen[state] = true;
            switch (nfa.op(state)) {
                case ACCEPT -> {
                    return null;
                }
                case BYTE, SET -> {
                    for (char c = 0; c < 256; c++) {
                        bytes[c] |= nfa.takes(state, c);
                    }
                }
                case ALTERNATIVE, REPEAT, COUNTED_REPEAT -> {
                    open.push(nfa.alt(state));
                    open.push(nfa.next(state));
                }
                default -> open.push(nfa.next(state));
            }
        }
        return bytes;
    }

    /**
     * Matches the whole of {@code text} (byte text); null if it does not match.
     *
     * @param checkpoint called now and then; may throw to stop
     */
    public @Nullable Match matchWhole(String text, Runnable checkpoint) {
        RegexMatcher matcher = new RegexMatcher(nfa, text, checkpoint);
        return matcher.match(0, true, false, true) ? match(matcher) : null;
    }

    private Match match(RegexMatcher matcher) {
        int[] begins = new int[nfa.groups];
        int[] ends = new int[nfa.groups];
        for (int i = 0; i < nfa.groups; i++) {
            begins[i] = matcher.begin(i);
            ends[i] = matcher.end(i);
        }
        return new Match(begins, ends);
    }

    /** All matches in {@code text} from left to right, as C++'s regex iterator goes through them. */
    public List<Match> findAll(String text, Runnable checkpoint) {
        List<Match> matches = new ArrayList<>();
        RegexMatcher matcher = new RegexMatcher(nfa, text, checkpoint);
        // Whether the iterator knows that something comes before the place it searches from.
        boolean hasBefore = false;
        int from = 0;
        while (search(matcher, text, from, hasBefore)) {
            Match match = match(matcher);
            matches.add(match);
            from = match.end();
            while (match.begin() == match.end()) {
                // After an empty match: one that is not empty at the same place, else go on one byte further.
                if (from == text.length()) {
                    return matches;
                }
                if (!matcher.match(from, false, true, !hasBefore)) {
                    from++;
                    break;
                }
                match = match(matcher);
                matches.add(match);
                from = match.end();
            }
            hasBefore = true;
        }
        return matches;
    }

    private boolean search(RegexMatcher matcher, String text, int from, boolean hasBefore) {
        for (int at = from; at <= text.length(); at++) {
            if (firstBytes != null) {
                while (at < text.length() && !firstBytes[text.charAt(at)]) {
                    at++;
                }
                if (at == text.length()) {
                    return false;
                }
            }
            if (matcher.match(at, false, false, at == from && !hasBefore)) {
                return true;
            }
        }
        return false;
    }
}
