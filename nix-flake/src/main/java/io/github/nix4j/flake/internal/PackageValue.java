package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.ValuePosition;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import org.jspecify.annotations.Nullable;

/** A derivation as a value: a set that says that it is one, and has a name. */
public final class PackageValue {
    private final Evaluation ev;
    private final AttrsValue attrs;
    private final String name;

    private PackageValue(Evaluation ev, AttrsValue attrs, String name) {
        this.ev = ev;
        this.attrs = attrs;
        this.name = name;
    }

    /** The derivation that {@code cell} holds, or null if it holds something else. */
    public static @Nullable PackageValue of(Evaluation ev, Value cell) {
        Value value = ev.force(cell, ValuePosition.of(cell, 0));
        if (!ev.isDerivation(value)) {
            return null;
        }
        AttrsValue attrs = (AttrsValue) value;
        Value name = attrs.get(ev.intern("name"));
        if (name == null) {
            throw ev.errors.type("derivation name missing");
        }
        return new PackageValue(
                ev, attrs, ev.forceStringNoContext(name, 0, "while evaluating the 'name' attribute of a derivation"));
    }

    /** The attribute {@code name} (byte text). */
    public String name() {
        return name;
    }

    /** Where the derivation is in the store; null if it does not say. */
    public @Nullable StorePath derivationPath() {
        int symbol = ev.intern("drvPath");
        Value cell = attrs.get(symbol);
        if (cell == null) {
            return null;
        }
        int pos = attrs.position(symbol);
        String frame = "while evaluating the 'drvPath' attribute of a derivation";
        String text = Coercion.toText(ev, pos, cell, new ContextBuilder(), frame, Coercion.Mode.PLAIN);
        StorePath path = path(text);
        if (path == null) {
            throw ev.errors.frame(ev.errors.eval("path '%s' is not in the Nix store", text), pos, frame);
        }
        if (!path.isDerivation()) {
            throw ev.errors.frame(
                    new FlakeException("store path '" + path.baseName() + "' is not a valid derivation path"),
                    pos,
                    frame);
        }
        return path;
    }

    private @Nullable StorePath path(String text) {
        StoreDir dir = ev.engine.storeBridge().reader().storeDir();
        return dir.tryParse(text);
    }
}
