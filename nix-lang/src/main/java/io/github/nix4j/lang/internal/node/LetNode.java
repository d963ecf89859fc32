package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code let bindings in body}. */
public final class LetNode extends Node {
    private final Bindings bindings;
    private final Node body;

    public LetNode(Bindings bindings, Node body) {
        this.bindings = bindings;
        this.body = body;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        int n = bindings.size();
        Object[] inner = new Object[n + 1];
        ev.countEnvironment(n);
        inner[0] = env;
        Object[] sources = bindings.sourcesEnv(inner, ev);
        for (int i = 0; i < n; i++) {
            inner[i + 1] = bindings.cell(i, inner, env, sources, ev);
        }
        return body.eval(inner, ev);
    }
}
