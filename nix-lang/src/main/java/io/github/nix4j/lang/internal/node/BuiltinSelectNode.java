package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code builtins.name}, looked up before evaluation. A cell of it is still one of its own, as that of any selection. */
public final class BuiltinSelectNode extends Node {
    private final Value value;
    private final int pos;

    public BuiltinSelectNode(Value value, int pos) {
        this.value = value;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        return value;
    }

    @Override
    public int pos() {
        return pos;
    }
}
