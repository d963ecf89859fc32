package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.ref.InputPath;
import org.jspecify.annotations.Nullable;

/**
 * An input that a {@link LockMode} names and no flake has, so that nothing was done about it.
 *
 * @param override whether it was to be overridden; else it was to be updated
 * @param hint what may be meant; null if nothing that is there looks like it
 */
public record UnmatchedInput(
        InputPath path, boolean override, @Nullable NameHint hint) {}
