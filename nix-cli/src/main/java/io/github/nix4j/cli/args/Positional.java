package io.github.nix4j.cli.args;

import java.util.Deque;

/** Takes the words of a command line that are no flags. */
@FunctionalInterface
public interface Positional {
    /**
     * Takes {@code word}.
     *
     * @param rest the words after it, which may be taken too
     * @return whether the caller goes on parsing
     */
    boolean accept(String word, Deque<String> rest);

    /** Whether a single dash is a word here. */
    default boolean acceptsDash() {
        return false;
    }
}
