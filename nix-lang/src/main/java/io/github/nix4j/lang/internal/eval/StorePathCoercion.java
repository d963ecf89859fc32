package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;

/** Values where a store path is wanted. */
public final class StorePathCoercion {
    private StorePathCoercion() {}

    /** The path that {@code cell}, coerced to a string, names: nothing below it. {@code frame} tells of what goes wrong. */
    public static StorePath of(Evaluation ev, int pos, Value cell, String frame) {
        String text = Coercion.toText(ev, pos, cell, new ContextBuilder(), frame, Coercion.Mode.PLAIN);
        StorePath path = new StoreDir(ev.engine.storeBridge().storeDir()).tryParse(text);
        if (path == null) {
            throw ev.errors.frame(ev.errors.eval("path '%s' is not in the Nix store", text), pos, frame);
        }
        return path;
    }

    /** As {@link #of}, for the path of a derivation. */
    public static StorePath derivation(Evaluation ev, int pos, Value cell, String frame) {
        StorePath path = of(ev, pos, cell, frame);
        if (!path.isDerivation()) {
            throw ev.errors.frame(
                    ev.errors.eval("store path '%s' is not a valid derivation path", path.baseName()), pos, frame);
        }
        return path;
    }
}
