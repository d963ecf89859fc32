package io.github.nix4j.flake.fetch;

import org.jspecify.annotations.Nullable;

/** The fetchers of inputs by the type of the input. Thread-safe. */
interface FetcherTable {
    /** The fetcher of inputs of {@code type}, or null if there is none. */
    @Nullable
    Fetcher get(String type);
}
