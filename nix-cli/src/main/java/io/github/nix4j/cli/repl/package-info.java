/**
 * The interactive prompt. Start at {@link io.github.nix4j.cli.repl.Repl}, which reads lines from a
 * {@link io.github.nix4j.cli.repl.ReplInput} and hands them on; what is in scope is in
 * {@link io.github.nix4j.cli.repl.ReplVariables}. Only the package {@code terminal} knows JLine.
 */
@NullMarked
package io.github.nix4j.cli.repl;

import org.jspecify.annotations.NullMarked;
