package io.github.nix4j.lang.syntax;

/**
 * An operator with two operands.
 *
 * @param pos the operator's offset; {@link Expr#NO_POS} for {@code ==} and {@code !=}, as in C++ Nix
 * @param rightPos the offset at which the right operand begins, parentheses included ({@code start} is that of the left one):
 *     where Nix reports errors in the operands of {@code +}
 */
public record BinaryOp(Operator operator, Expr left, Expr right, int pos, int rightPos, int start, int end)
        implements Expr {}
