package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.regex.Regex;
import io.github.nix4j.lang.internal.regex.RegexException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The compiled regular expressions of an evaluator, which are bounded by what they take together: programs may make ever new ones of
 * a megabyte each. Emptied when it is full: a cache of Guava's sets up logging, 25 ms of a start of 130. Thread-safe.
 */
final class RegexCache {
    /** How many states they may have: some tens of megabytes, 150 at most. */
    static final int MOST_STATES = 1 << 19;

    /** A state that takes some bytes, and not others, has a table of them. */
    private static final int BYTES_OF_A_STATE = 256;

    /** What an expression takes besides its states, in states. */
    private static final int OF_EACH = 64;

    private final Map<String, Regex> compiled = new ConcurrentHashMap<>();
    private final AtomicInteger states = new AtomicInteger();

    /** The expression of {@code pattern} (byte text); throws {@link RegexException}. */
    Regex get(String pattern) {
        Regex known = compiled.get(pattern);
        if (known == null) {
            known = Regex.compile(pattern);
            int more = OF_EACH + known.states() + pattern.length() / BYTES_OF_A_STATE;
            if (states.addAndGet(more) > MOST_STATES) {
                compiled.clear();
                states.set(more);
            }
            compiled.put(pattern, known);
        }
        return known;
    }

    /** How many expressions are kept. */
    int size() {
        return compiled.size();
    }
}
