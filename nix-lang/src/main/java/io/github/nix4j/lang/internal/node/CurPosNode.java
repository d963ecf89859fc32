package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.PositionValue;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code __curPos}. */
public final class CurPosNode extends Node {
    private final int pos;

    public CurPosNode(int pos) {
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        return PositionValue.of(ev, pos);
    }

    @Override
    public int pos() {
        return pos;
    }
}
