package io.github.nix4j.flake.internal;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;

/** An evaluation that failed before and was not tried again. Who shows it to somebody calls {@link #again} to tell why. */
public final class CachedFailure extends NixException {
    private static final long serialVersionUID = 1L;

    private final transient OutputCursor parent;
    private final String name;

    CachedFailure(OutputCursor parent, String name) {
        super(ErrorKind.EVAL, Message.of("cached failure of attribute '%s'", parent.pathText(name)));
        this.parent = parent;
        this.name = name;
    }

    /** Evaluates what failed; returns how it fails. */
    public NixException again(Evaluation ev) {
        try {
            if (parent.force() instanceof AttrsValue attrs) {
                int symbol = ev.intern(name);
                Value value = attrs.get(symbol);
                if (value != null) {
                    ev.force(value, attrs.position(symbol));
                }
            }
        } catch (NixException e) {
            return e;
        }
        return ev.errors.eval(
                "evaluation of cached failed attribute '%s' unexpectedly succeeded", parent.pathText(name));
    }

    @Override
    protected NixException emptyCopy() {
        return new CachedFailure(parent, name);
    }
}
