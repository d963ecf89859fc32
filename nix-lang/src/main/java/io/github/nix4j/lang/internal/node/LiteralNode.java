package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** A value known before evaluation: a literal, or a global that the scope resolved to. */
public final class LiteralNode extends Node {
    public final Value value;
    private final int pos;

    public LiteralNode(Value value, int pos) {
        this.value = value;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        return value.force(ev, pos);
    }

    /** The literal's one cell. */
    @Override
    public Value delay(Object[] env, Evaluation ev) {
        ev.thunksAvoided++;
        return value;
    }

    @Override
    public int pos() {
        return pos;
    }
}
