package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code with namespace; body}. The environment it makes has one slot, which only {@link WithVarNode} reads. */
public final class WithNode extends Node {
    private final Node namespace;
    private final Node body;
    private final int pos;

    public WithNode(Node namespace, Node body, int pos) {
        this.namespace = namespace;
        this.body = body;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        ev.countEnvironment(1);
        return body.eval(new Object[] {env, namespace.delay(env, ev)}, ev);
    }

    @Override
    public int pos() {
        return pos;
    }
}
