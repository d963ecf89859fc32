package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.ref.Input;
import org.jspecify.annotations.Nullable;

/** Fetches inputs of one type. Thread-safe. */
@FunctionalInterface
public interface Fetcher {
    /**
     * Fetches {@code input}, which has the right type. The result's attributes are those of the input and what was found
     * out; checking them against what was asked for is the caller's part.
     */
    FetchedTree fetch(Input input);

    /**
     * What identifies the content of {@code locked}, which need not be fetched: a tree that is in the store already has the same
     * fingerprint as one that was fetched. By default its revision.
     *
     * @return null if its attributes do not tell
     */
    default @Nullable String fingerprint(Input locked) {
        return locked.rev();
    }

    /**
     * Whether {@code input} may be fetched before its turn, beside others: whatever is said meanwhile goes to the settings'
     * listeners, and nobody is asked for anything, such as a password on the terminal. Downloads gain most, which mostly wait;
     * fifteen local repositories a tenth of a fresh process; small local directories nothing. By default it may not.
     */
    default boolean mayFetchAhead(Input input) {
        return false;
    }
}
