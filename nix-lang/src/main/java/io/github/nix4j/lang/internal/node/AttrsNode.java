package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FlatAttrs;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Shape;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Arrays;

/** A set literal without {@code rec} and computed names. */
public final class AttrsNode extends Node {
    private final Bindings bindings;
    private final int pos;
    private final int[] positions;
    private final FlatAttrs empty;

    public AttrsNode(Bindings bindings, int pos) {
        this.bindings = bindings;
        this.pos = pos;
        this.positions = Arrays.copyOf(bindings.positions(), bindings.size() + 1);
        positions[bindings.size()] = pos;
        this.empty = new FlatAttrs(Shape.EMPTY, new Value[0], positions);
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        int n = bindings.size();
        if (n == 0) {
            return empty;
        }
        Object[] sources = bindings.sourcesEnv(env, ev);
        Value[] cells = new Value[n];
        for (int i = 0; i < n; i++) {
            cells[i] = bindings.cell(i, env, env, sources, ev);
        }
        return new FlatAttrs(bindings.shape(), cells, positions);
    }

    @Override
    public int pos() {
        return pos;
    }
}
