package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.NixException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A suspended computation that becomes a value.
 *
 * <p>{@code state} is, in this order:
 *
 * <ol>
 *   <li>a {@link Node}: suspended; {@code env} is its environment;
 *   <li>an {@link Evaluation}: being evaluated by that evaluation (a thread evaluates one at a time), or a {@link Contended}
 *       around it when another thread waits for it;
 *   <li>a {@link Value} in weak head normal form, or a {@link Failure}: finished.
 * </ol>
 *
 * <p>Ownership is taken by a compare-and-set from the node to the evaluation; only the owner reads {@code env} and only the
 * owner publishes the result (release), so a reader that sees a value (acquire) sees all of it. Meeting one's own evaluation
 * is infinite recursion; meeting another's means waiting, unless that one waits for us, directly or not, which is infinite
 * recursion across threads ({@link ThunkWaits}). Failures are kept and rethrown as Nix does, except those which say nothing
 * about the program (limits, cancellation, a full stack): they restore the suspended state.
 */
public final class Thunk extends Value {
    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Thunk.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Kept in place of a value when the computation failed. */
    record Failure(NixException exception) {}

    /** Under evaluation by {@code owner}, with at least one thread waiting on this thunk's monitor. */
    record Contended(Evaluation owner) {}

    private Object state;
    private Object @Nullable [] env;

    public Thunk(Node code, Object @Nullable [] env) {
        this.env = env;
        this.state = code;
    }

    @Override
    public Value force(Evaluation ev, int pos) {
        Object s = STATE.getAcquire(this);
        return s instanceof Value value ? value : forceUnfinished(ev, pos);
    }

    private Value forceUnfinished(Evaluation ev, int pos) {
        while (true) {
            Object s = STATE.getAcquire(this);
            if (s instanceof Value value) {
                return value;
            } else if (s instanceof Node node) {
                if (STATE.compareAndSet(this, s, ev)) {
                    return evaluate(node, ev, pos);
                }
            } else if (s instanceof Failure failure) {
                throw failure.exception.copy();
            } else if (s == ev || (s instanceof Contended contended && contended.owner == ev)) {
                throw ev.errors.infiniteRecursion(pos);
            } else {
                await(s, ev, pos);
            }
        }
    }

    private Value evaluate(Node node, Evaluation ev, int pos) {
        Value value;
        Object[] env = this.env;
        try {
            value = node.evalAt(env, ev, pos);
        } catch (NixException e) {
            // Kept as it is: the frames that outer expressions add are part of what Nix rethrows later.
            finish(e.isRepeatable() ? new Failure(e) : node, ev);
            throw e;
        } catch (Throwable e) {
            // A Java error (full stack, full heap) says nothing about the program: another attempt may succeed.
            finish(node, ev);
            throw e;
        }
        finish(value, ev);
        return value;
    }

    private void finish(Object result, Evaluation ev) {
        if (!(result instanceof Node)) {
            env = null;
        }
        if (!STATE.compareAndSet(this, ev, result)) {
            synchronized (this) {
                STATE.setRelease(this, result);
                notifyAll();
            }
        }
    }

    private void await(Object s, Evaluation ev, int pos) {
        Evaluation owner = s instanceof Contended contended ? contended.owner : (Evaluation) s;
        if (!ev.waits.begin(ev, owner, this)) {
            throw ev.errors.infiniteRecursion(pos);
        }
        try {
            synchronized (this) {
                Object now = STATE.getAcquire(this);
                if (now == owner && !STATE.compareAndSet(this, now, new Contended(owner))) {
                    return;
                }
                now = STATE.getAcquire(this);
                if (now instanceof Contended) {
                    // Bounded, so that a cancelled or overdue evaluation notices while it waits.
                    wait(50);
                    ev.checkLimits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ev.errors.interrupted();
        } finally {
            ev.waits.end(ev);
        }
    }

    @Override
    public Value peek() {
        Object s = STATE.getAcquire(this);
        return s instanceof Value value ? value : this;
    }

    /** Whether some thread is evaluating this thunk now. */
    public boolean isUnderEvaluation() {
        Object s = STATE.getAcquire(this);
        return s instanceof Evaluation || s instanceof Contended;
    }

    /** The failure this thunk ended in, or null. */
    public @Nullable NixException failure() {
        return STATE.getAcquire(this) instanceof Failure failure ? failure.exception : null;
    }

    /** The code of a thunk that nobody has begun to evaluate, or null. */
    public @Nullable Node suspended() {
        return STATE.getAcquire(this) instanceof Node node ? node : null;
    }

    /**
     * The function that this is the delayed call of, as far as that is still to be evaluated; else null. A hint for positions:
     * it may be out of date when it is returned.
     */
    public @Nullable Value delayedFunction() {
        Object[] e = env;
        return e != null && STATE.getAcquire(this) instanceof ApplyNodes ? (Value) e[0] : null;
    }

    @Override
    public String typeName() {
        return "thunk";
    }

    @Override
    public String describeType() {
        Object s = STATE.getAcquire(this);
        if (s instanceof Value value) {
            return value.describeType();
        }
        if (s instanceof Failure) {
            return "an error";
        }
        return s instanceof Node node
                ? (node instanceof ApplyNodes ? "a function application" : "a thunk")
                : "a black hole";
    }
}
