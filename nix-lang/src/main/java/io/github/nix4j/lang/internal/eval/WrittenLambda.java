package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.syntax.DocComment;
import org.jspecify.annotations.Nullable;

/** A function that is written in Nix. */
public abstract class WrittenLambda extends Lambda {
    private final Node written;
    // The code that is run: read once, so that a call has no detour. Racing threads write the same node.
    private @Nullable Node code;

    protected WrittenLambda(int pos, @Nullable String name, @Nullable DocComment doc, Node body) {
        super(pos, name, doc);
        this.written = body;
    }

    /** What a call evaluates in the function's environment. */
    protected final Node body() {
        Node known = code;
        if (known == null) {
            known = written instanceof LazyNode lazy ? lazy.code() : written;
            code = known;
        }
        return known;
    }

    /** Not those that it gives. */
    final void renameOnly(String computed) {
        super.rename(computed);
    }

    /** The functions that it gives are named too: {@code a: b: c}. */
    @Override
    public void rename(String computed) {
        renameOnly(computed);
        if (body() instanceof Lambda inner) {
            inner.rename(computed);
        }
    }
}
