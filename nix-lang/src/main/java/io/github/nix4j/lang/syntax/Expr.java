package io.github.nix4j.lang.syntax;

/**
 * A Nix expression: one node of the syntax tree.
 *
 * <p>The tree is what C++ Nix's parser leaves behind: parentheses are gone, attribute paths are merged into nested sets,
 * indented strings are stripped and {@code f a b} is one application. What C++ Nix desugars to calls of {@code __sub} and the
 * like stays an operator here; {@link Operator} says what it stands for.
 *
 * <p>Nodes are immutable records and may be shared between threads.
 */
public sealed interface Expr
        permits Apply,
                Assert,
                AttrSet,
                BinaryOp,
                CurPos,
                Deferred,
                FloatLit,
                HasAttr,
                If,
                InheritSource,
                IntLit,
                Lambda,
                LegacyLet,
                Let,
                ListExpr,
                Negate,
                Not,
                PathInterpolation,
                PathLit,
                SearchPath,
                Select,
                StringInterpolation,
                StringLit,
                Var,
                With {

    /** The position of a node that has none. */
    int NO_POS = -1;

    /** The offset that Nix reports for this node in errors, or {@link #NO_POS} for kinds to which it gives no position. */
    int pos();

    /** The offset of the node's first byte; parentheses around the node are outside of it. */
    int start();

    /** The offset after the node's last byte. */
    int end();
}
