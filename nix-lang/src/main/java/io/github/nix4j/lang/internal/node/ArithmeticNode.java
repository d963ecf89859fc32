package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.BuiltinValue;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.Value;
import org.jspecify.annotations.Nullable;

/**
 * {@code a - b}, {@code a * b}, {@code a / b}, {@code a < b} where the scope leads to the builtin: integers that are known
 * already are computed here, everything else by the builtin, with its messages.
 */
public final class ArithmeticNode extends Node {
    /** What is computed here. */
    public enum Kind {
        SUB,
        MUL,
        DIV,
        LESS_THAN
    }

    private final Kind kind;
    private final BuiltinValue builtin;
    private final Node left;
    private final Node right;
    private final int pos;

    public ArithmeticNode(Kind kind, BuiltinValue builtin, Node left, Node right, int pos) {
        this.kind = kind;
        this.builtin = builtin;
        this.left = left;
        this.right = right;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Value a = left.delay(env, ev);
        Value b = right.delay(env, ev);
        if (ev.observer != null) {
            return Calls.call(ev, builtin, a, b, pos);
        }
        ev.enter(pos);
        try {
            if (a.peek() instanceof IntValue x && b.peek() instanceof IntValue y) {
                Value result = compute(x.value, y.value);
                if (result != null) {
                    ev.builtinCalls++;
                    return result;
                }
            }
            ev.builtinCalls++;
            return builtin.builtin.call(ev, a, b);
        } catch (NixException e) {
            throw Calls.traced(ev, e, builtin.builtin, pos);
        } finally {
            ev.leave();
        }
    }

    /** Null where the builtin has to report an error. */
    private @Nullable Value compute(long x, long y) {
        switch (kind) {
            case LESS_THAN:
                return BoolValue.of(x < y);
            case SUB:
                long difference = x - y;
                return ((x ^ y) & (x ^ difference)) < 0 ? null : IntValue.of(difference);
            case MUL:
                long high = Math.multiplyHigh(x, y);
                long low = x * y;
                return (high == 0 && low >= 0) || (high == -1 && low < 0) ? IntValue.of(low) : null;
            default:
                return y == 0 || (x == Long.MIN_VALUE && y == -1) ? null : IntValue.of(x / y);
        }
    }

    @Override
    public int pos() {
        return pos;
    }
}
