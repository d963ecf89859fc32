package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.ref.Input;

/** Fetches inputs of one type. Thread-safe. */
@FunctionalInterface
public interface Fetcher {
    /**
     * Fetches {@code input}, which has the right type. The result's attributes are those of the input and what was found
     * out; checking them against what was asked for is the caller's part.
     */
    FetchedTree fetch(Input input);
}
