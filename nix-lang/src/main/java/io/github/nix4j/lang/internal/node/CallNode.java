package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.CurriedLambda;
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
        if (f instanceof Closure closure
                && closure.lambda instanceof CurriedLambda curried
                && curried.arity() >= args.length
                && ev.observer == null) {
            return callAtOnce(ev, curried, closure.env, env);
        }
        Value[] cells = new Value[args.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = args[i].delay(env, ev);
        }
        return Calls.call(ev, f, cells, pos);
    }

    /** With the arguments put where the function's body looks for them. */
    private Value callAtOnce(Evaluation ev, CurriedLambda function, Object[] functionEnv, Object[] env) {
        ev.enter(pos);
        try {
            Object[] frame = function.frame(ev, functionEnv, args.length);
            int slot = function.slot();
            for (Node arg : args) {
                frame[slot++] = arg.delay(env, ev);
            }
            return function.run(ev, frame, args.length, pos);
        } finally {
            ev.leave();
        }
    }

    @Override
    public int pos() {
        return pos;
    }
}
