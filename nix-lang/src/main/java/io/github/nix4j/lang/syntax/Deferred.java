package io.github.nix4j.lang.syntax;

/**
 * An expression that is kept in a compact form until somebody asks for it.
 *
 * <p>It occurs only in what the evaluator loads from its compiled files, as the body of a function or the value of a binding; no
 * tree that the parser gives contains one.
 */
public abstract non-sealed class Deferred implements Expr {
    protected Deferred() {}

    /** The expression, which is never deferred itself; an equal one each time. */
    public abstract Expr expression();

    @Override
    public final int pos() {
        return expression().pos();
    }

    @Override
    public final int start() {
        return expression().start();
    }

    @Override
    public final int end() {
        return expression().end();
    }
}
