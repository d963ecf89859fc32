/**
 * The prompt on a terminal, by JLine: start at {@link io.github.nix4j.cli.repl.terminal.TerminalInput}. Texts are Unicode here
 * and byte text outside.
 */
@NullMarked
package io.github.nix4j.cli.repl.terminal;

import org.jspecify.annotations.NullMarked;
