/**
 * The {@code nix4j} program: a thin face over the public API. Start at {@link io.github.nix4j.cli.Main}; what a run gets
 * from outside is an {@link io.github.nix4j.cli.Invocation}, and {@link io.github.nix4j.cli.Program} picks the command.
 */
@NullMarked
package io.github.nix4j.cli;

import org.jspecify.annotations.NullMarked;
