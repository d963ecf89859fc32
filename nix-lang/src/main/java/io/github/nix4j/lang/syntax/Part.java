package io.github.nix4j.lang.syntax;

/**
 * One part of an interpolation: literal text (a {@link StringLit}, or the {@link PathLit} that opens a path) or an expression.
 *
 * @param pos where Nix reports errors in this part: the start of the literal text, or the dollar sign before the expression
 */
public record Part(int pos, Expr expr) {}
