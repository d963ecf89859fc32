package io.github.nix4j.lang.internal.eval;

import org.jspecify.annotations.Nullable;

/**
 * Code that is made when it is first run: most of what a program loads never is. It stands for expressions whose cells hold
 * thunks, so that nobody can tell it from what it makes.
 */
public abstract class LazyNode extends Node {
    private volatile @Nullable Node code;

    /** Makes the code; called by one thread at a time, and again only if it failed. */
    protected abstract Node make();

    /** The code that this stands for. */
    public final Node code() {
        Node known = code;
        return known != null ? known : makeOnce();
    }

    private synchronized Node makeOnce() {
        Node known = code;
        if (known == null) {
            known = make();
            code = known;
        }
        return known;
    }

    @Override
    public final Value eval(Object[] env, Evaluation ev) {
        return code().eval(env, ev);
    }

    @Override
    public final Value delay(Object[] env, Evaluation ev) {
        Node known = code;
        return known != null ? known.delay(env, ev) : super.delay(env, ev);
    }

    @Override
    public final int pos() {
        return code().pos();
    }
}
