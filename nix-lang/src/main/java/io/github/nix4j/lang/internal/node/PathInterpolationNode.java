package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;

/** {@code ./a/${x}/b}: the result is a path whatever the parts are. */
public final class PathInterpolationNode extends Node {
    private final SourcePath base;
    private final String head; // what follows base, not canonical: it may end in a slash
    private final Node[] parts;
    private final int[] positions;
    private final int pos;

    public PathInterpolationNode(SourcePath base, String head, Node[] parts, int[] positions, int pos) {
        this.base = base;
        this.head = head;
        this.parts = parts;
        this.positions = positions;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        // The path in front is coerced like the other segments, and may be one call too deep.
        ev.checkDepth(ev.depth(), pos);
        ContextBuilder context = new ContextBuilder();
        StringBuilder text = new StringBuilder(head);
        for (int i = 0; i < parts.length; i++) {
            text.append(Coercion.toText(
                    ev,
                    positions[i],
                    parts[i].eval(env, ev),
                    context,
                    "while evaluating a path segment",
                    Coercion.Mode.PLAIN));
        }
        if (!context.isEmpty()) {
            throw ev.errors.at(
                    ev.errors.eval("a string that refers to a store path cannot be appended to a path"), pos);
        }
        return new PathValue(base.plus(text.toString(), ev.engine.io().root()));
    }

    @Override
    public int pos() {
        return pos;
    }
}
