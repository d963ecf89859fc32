package io.github.nix4j.lang.internal.eval;

/** A lambda with the environment it was made in. */
public final class Closure extends FunctionValue {
    public final Lambda lambda;
    public final Object[] env;

    /**
     * Whether some program has asked for the value. A closure in a cell needs no thunk around it, but Nix has one there, and
     * the printer shows it as code until it is forced. Racing writes are harmless: it only ever becomes true.
     */
    private boolean forced;

    public Closure(Lambda lambda, Object[] env, boolean forced) {
        this.lambda = lambda;
        this.env = env;
        this.forced = forced;
    }

    void markForced() {
        if (!forced) {
            forced = true;
        }
    }

    public boolean isForced() {
        return forced;
    }
}
