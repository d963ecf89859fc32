package io.github.nix4j.lang.internal.eval;

/** A lambda with the environment it was made in. */
public final class Closure extends FunctionValue {
    public final Lambda lambda;
    public final Object[] env;

    public Closure(Lambda lambda, Object[] env) {
        this.lambda = lambda;
        this.env = env;
    }
}
