/**
 * Fetching of inputs: from attributes to a tree of files and what is known of it. Start at
 * {@link io.github.nix4j.flake.fetch.InputFetcher}; a {@link io.github.nix4j.flake.fetch.Fetcher} handles one type of input.
 */
@NullMarked
package io.github.nix4j.flake.fetch;

import org.jspecify.annotations.NullMarked;
