package io.github.nix4j.lang.syntax;

import java.util.List;

/**
 * A function call with all of its arguments, {@code f a b}; also what the pipe operators make.
 *
 * <p>As in C++ Nix, a parenthesised call as function is merged: {@code (f a) b} is the same node as {@code f a b}. If the
 * function is one of the operators that stand for scoped calls, as in {@code (a - b) c}, then {@code pos} is the operator's.
 */
public record Apply(Expr function, List<Expr> arguments, int pos, int start, int end) implements Expr {}
