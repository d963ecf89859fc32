/**
 * Values as text: the printer of messages and of {@code nix eval} ({@link io.github.nix4j.lang.internal.print.ValuePrinter},
 * with {@link io.github.nix4j.lang.internal.print.PrintOptions}), the printer of {@code nix-instantiate --eval} ({@link
 * io.github.nix4j.lang.internal.print.AmbiguousPrinter}), and the spelling of strings and names that they share ({@link
 * io.github.nix4j.lang.internal.eval.Literals}). JSON and XML have packages of their own.
 */
@NullMarked
package io.github.nix4j.lang.internal.print;

import org.jspecify.annotations.NullMarked;
