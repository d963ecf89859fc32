/**
 * The commands of the program, one class each. Start at {@link io.github.nix4j.cli.command.Command}; the flags that several
 * commands share are in {@code CommonFlags}, {@code EvaluationFlags} and {@code InstallableFlags}.
 */
@NullMarked
package io.github.nix4j.cli.command;

import org.jspecify.annotations.NullMarked;
