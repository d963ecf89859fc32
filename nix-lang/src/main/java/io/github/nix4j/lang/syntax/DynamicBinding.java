package io.github.nix4j.lang.syntax;

/**
 * An attribute whose name is computed when the set is.
 *
 * @param pos the offset of the whole attribute path
 */
public record DynamicBinding(Expr name, Expr value, int pos) {}
