package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Lambda;
import io.github.nix4j.lang.internal.eval.LazyNode;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.syntax.DocComment;
import org.jspecify.annotations.Nullable;

/** A function that is written in Nix. */
abstract class WrittenLambda extends Lambda {
    private final Node written;
    // The code that is run: read once, so that a call has no detour. Racing threads write the same node.
    private @Nullable Node code;

    WrittenLambda(int pos, @Nullable String name, @Nullable DocComment doc, Node body) {
        super(pos, name, doc);
        this.written = body;
    }

    /** What a call evaluates in the function's environment. */
    final Node body() {
        Node known = code;
        if (known == null) {
            known = written instanceof LazyNode lazy ? lazy.code() : written;
            code = known;
        }
        return known;
    }

    /** The functions that it gives are named too: {@code a: b: c}. */
    @Override
    public void rename(String computed) {
        super.rename(computed);
        if (body() instanceof Lambda inner) {
            inner.rename(computed);
        }
    }
}
