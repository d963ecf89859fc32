/**
 * Repositories on forges as inputs: archives of their commits, without Git. Start at
 * {@link io.github.nix4j.flake.fetch.forge.ForgeFetcher}; each {@link io.github.nix4j.flake.fetch.forge.Forge} knows its
 * own API.
 */
@NullMarked
package io.github.nix4j.flake.fetch.forge;

import org.jspecify.annotations.NullMarked;
