package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.syntax.DocComment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of the functions of {@code a: b: body}, whose arguments share one environment: a call with both makes that environment
 * and nothing else, where functions of one argument make two and a closure in between (a fifth of a NixOS system's
 * environments, a tenth of its time when warm).
 *
 * <p>A closure of an inner function has an environment that holds the arguments given so far, and no room for more: each
 * call copies it.
 */
public final class CurriedLambda extends WrittenLambda {
    /** More parameters than this in a row do not share an environment: what is given one by one is copied each time. */
    public static final int MAX_PARAMETERS = 8;

    private final int parameter;
    private final int slot;
    private final @Nullable CurriedLambda next;
    private final int arity;

    /**
     * @param slot where its argument is in the environment: 1 in the outermost function, and so on
     * @param next the function that it gives; null for the innermost
     * @param body the innermost function's
     */
    public CurriedLambda(
            int pos,
            @Nullable String name,
            @Nullable DocComment doc,
            int parameter,
            int slot,
            @Nullable CurriedLambda next,
            Node body) {
        super(pos, name, doc, body);
        this.parameter = parameter;
        this.slot = slot;
        this.next = next;
        this.arity = next == null ? 1 : next.arity + 1;
    }

    /** How many arguments it takes before anything is evaluated: two, if it is the function of {@code a} above. */
    public int arity() {
        return arity;
    }

    /** Where the first argument of a call goes in its environment, and the others after it. */
    public int slot() {
        return slot;
    }

    @Override
    public Value call(Evaluation ev, Object[] env, Value arg, int callPos) {
        Object[] frame = frame(ev, env, 1);
        frame[slot] = arg;
        return next == null ? run(ev, frame, callPos) : new Closure(next, frame, true);
    }

    /** The environment for a call with so many arguments, at most {@link #arity}, which are still to be put there. */
    public Object[] frame(Evaluation ev, Object[] env, int count) {
        ev.countEnvironment(count);
        Object[] frame = new Object[slot + count];
        if (slot == 1) {
            frame[0] = env;
        } else {
            System.arraycopy(env, 0, frame, 0, slot);
        }
        return frame;
    }

    /** Calls with the arguments in {@code frame}, which {@link #frame} made for so many. */
    public Value run(Evaluation ev, Object[] frame, int count, int callPos) {
        ev.functionCalls += count;
        CurriedLambda last = this;
        for (int i = 1; i < count; i++) {
            last = Objects.requireNonNull(last.next);
        }
        return last.next == null ? last.run(ev, frame, callPos) : new Closure(last.next, frame, true);
    }

    private Value run(Evaluation ev, Object[] frame, int callPos) {
        try {
            return body().eval(frame, ev);
        } catch (NixException e) {
            throw LambdaTrace.add(ev, e, this, callPos);
        }
    }

    @Override
    public void rename(String computed) {
        if (next == null) {
            super.rename(computed);
        } else {
            renameOnly(computed);
            next.rename(computed);
        }
    }

    @Override
    public Formal @Nullable [] formals() {
        return null;
    }

    @Override
    public boolean ellipsis() {
        return false;
    }

    @Override
    public int parameter() {
        return parameter;
    }

    @Override
    public int pos() {
        return pos;
    }
}
