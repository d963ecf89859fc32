package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;

/** Arguments of builtins that are paths to be read. */
final class PathArguments {
    /** Which symbolic links of a path are resolved. */
    enum Links {
        NONE,
        /** All but one in the last component. */
        ANCESTORS,
        ALL
    }

    private PathArguments() {}

    /** Reading, with Nix's messages. */
    static PathAccess access(Evaluation ev) {
        return new PathAccess(ev.engine.io().root());
    }

    /** The path that {@code cell} stands for; what it refers to in the store is made valid first. */
    static SourcePath realise(Evaluation ev, Value cell, Links links) {
        ContextBuilder context = new ContextBuilder();
        SourcePath path = Coercion.toPath(ev, 0, cell, context, "while realising the context of a path");
        try {
            if (!context.isEmpty() && path.tree() == ev.engine.io().root()) {
                ev.engine.storeBridge().realise(ev, context.build());
            }
        } catch (NixException e) {
            throw failed(ev, path, e);
        }
        return resolve(ev, path, links);
    }

    /** The second half of {@link #realise}: a path whose context is valid, without its links. */
    static SourcePath resolve(Evaluation ev, SourcePath path, Links links) {
        try {
            return links == Links.NONE ? path : access(ev).resolve(path, links == Links.ALL);
        } catch (NixException e) {
            throw failed(ev, path, e);
        }
    }

    private static NixException failed(Evaluation ev, SourcePath path, NixException e) {
        return ev.errors.frame(e, 0, "while realising the context of path '%s'", path.display());
    }
}
