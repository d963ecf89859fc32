package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;

/** {@code f a b c}: all arguments in one step. */
public final class CallNode extends Node {
    private final Node function;
    private final Node[] args;
    private final int pos;

    public CallNode(Node function, Node[] args, int pos) {
        this.function = function;
        this.args = args;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Value f = function.eval(env, ev);
        if (args.length == 1) {
            return Calls.call(ev, f, args[0].delay(env, ev), pos);
        }
        Value[] cells = new Value[args.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = args[i].delay(env, ev);
        }
        return Calls.call(ev, f, cells, pos);
    }

    @Override
    public int pos() {
        return pos;
    }
}
