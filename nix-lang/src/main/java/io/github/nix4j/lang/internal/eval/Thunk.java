package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.NixException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A suspended computation that becomes a value.
 *
 * <p>{@code state} is, in this order:
 *
 * <ol>
 *   <li>a {@link Node}: suspended; {@code env} is its environment;
 *   <li>an {@link Evaluation}: being evaluated by that evaluation (a thread evaluates one at a time);
 *   <li>a {@link Value} in weak head normal form, or a {@link Failure}: finished.
 * </ol>
 *
 * <p>Ownership is taken by a compare-and-set from the node to the evaluation; only the owner reads {@code env} and only the
 * owner publishes the result, by a release, so a reader that sees a value sees all of it. (A volatile write waits for all writes
 * before it: those of the constructor and of the result took a tenth of a NixOS system's time when warm.) Other threads have to
 * come by a new thunk through a final field, a thunk's result or synchronisation: by a race they might see it without its state.
 *
 * <p>Meeting one's own evaluation is infinite recursion, but for delayed calls; meeting another's means waiting (helpers give up:
 * {@link Abandoned}), unless that one waits for us, directly or not, which is infinite recursion across threads ({@link ThunkWaits}).
 * Failures are kept and rethrown as Nix does, except those which say nothing about the program (limits, cancellation, a full stack)
 * and those of helpers ({@link Lookahead}): they restore the suspended state.
 */
public final class Thunk extends Value {
    // A volatile field and an updater rather than a VarHandle: as fast when compiled, and several times
    // faster while the code is still interpreted, which is most of a short run.
    private static final AtomicReferenceFieldUpdater<Thunk, Object> STATE =
            AtomicReferenceFieldUpdater.newUpdater(Thunk.class, Object.class, "state");

    /** Kept in place of a value when the computation failed. */
    record Failure(NixException exception) {}

    /** Milliseconds after which a thread that waits looks for itself. */
    private static final int LONGEST_WAIT = 10;

    /** The variables of a thunk that was met while it was evaluated: in Nix that makes it look like any other thunk. */
    private static final Object[] MET = {};

    private volatile Object state;
    private Object @Nullable [] env;

    @SuppressWarnings("NullAway.Init") // the updater writes it
    public Thunk(Node code, Object[] env) {
        this.env = env;
        STATE.lazySet(this, code);
    }

    /** What this becomes: evaluated by whoever needs it first. */
    Value result(Evaluation ev, int pos) {
        Object s = state;
        return s instanceof Value value ? value : forceUnfinished(ev, pos);
    }

    private Value forceUnfinished(Evaluation ev, int pos) {
        while (true) {
            Object s = state;
            if (s instanceof Value value) {
                return value;
            } else if (s instanceof Node node) {
                if (STATE.compareAndSet(this, s, ev)) {
                    return evaluate(node, ev, pos);
                }
            } else if (s instanceof Failure failure) {
                throw failure.exception.copy();
            } else if (s == ev) {
                return meetAgain(ev, pos);
            } else {
                await((Evaluation) s, ev, pos);
            }
        }
    }

    /** In Nix delayed calls are not marked while they run: met again they run again, until something else puts an end to that. */
    private Value meetAgain(Evaluation ev, int pos) {
        Object[] call = env;
        if (call == null || !ApplyNodes.isCall(call)) {
            env = MET;
            throw ev.errors.infiniteRecursion(pos);
        }
        return ApplyNodes.of(call).evalAt(call, ev, pos);
    }

    private Value evaluate(Node node, Evaluation ev, int pos) {
        Value value;
        // There until the thunk is finished, which only its owner does.
        Object[] env = Objects.requireNonNull(this.env);
        try {
            // Told apart here, not by a method of all nodes: one virtual call less for each cell, and a shorter stack.
            value = node instanceof ApplyNodes call ? call.evalAt(env, ev, pos) : node.eval(env, ev);
        } catch (NixException e) {
            // Kept as it is: the frames that outer expressions add are part of what Nix rethrows later.
            this.env = env;
            finish(e.isRepeatable() && !ev.sharing.isAhead ? new Failure(e) : node, ev);
            throw e;
        } catch (Throwable e) {
            // A Java error (full stack, full heap) says nothing about the program: another attempt may succeed.
            this.env = env;
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
        STATE.lazySet(this, result);
        if (ev.waits.anybodyFor(this)) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Until the thunk has another state; a helper gives up instead. */
    private void await(Evaluation owner, Evaluation ev, int pos) {
        if (ev.sharing.isAhead) {
            if (state == owner) {
                throw Abandoned.until(this);
            }
            return;
        }
        // Who waits says so first and then looks at the state; who finishes writes the state first and then looks for
        // waiters, which may be before others see what it wrote: such a waiter finds out by itself soon.
        if (!ev.waits.begin(ev, owner, this)) {
            throw ev.errors.infiniteRecursion(pos);
        }
        try {
            ev.sharing.beginsToWait();
            while (state == owner) {
                if (owner.hasEnded() && state == owner) {
                    // Its stack was so full that not even the thunk could be put back.
                    throw ev.errors.stackOverflow();
                }
                synchronized (this) {
                    if (state == owner) {
                        // Bounded, also so that a cancelled or overdue evaluation notices while it waits.
                        wait(LONGEST_WAIT);
                    }
                }
                ev.checkLimitsWhileWaiting();
            }
        } catch (InterruptedException e) {
            throw ev.errors.interrupted();
        } finally {
            ev.sharing.endsToWait();
            ev.waits.end(ev);
        }
    }

    @Override
    public Value peek() {
        return state instanceof Value value ? value : this;
    }

    /** Whether somebody is evaluating this. */
    boolean isOwned() {
        return state instanceof Evaluation;
    }

    boolean isOwnedBy(Evaluation evaluation) {
        return state == evaluation;
    }

    /**
     * Whether some thread is evaluating this thunk now and would find infinite recursion in it for the first time; not so for
     * delayed calls.
     */
    public boolean isUnderEvaluation() {
        return state instanceof Evaluation && env != MET && !ApplyNodes.isCall(env);
    }

    /** The failure this thunk ended in, or null. */
    public @Nullable NixException failure() {
        return state instanceof Failure failure ? failure.exception : null;
    }

    /** The code of a thunk that nobody has begun to evaluate, or null. */
    public @Nullable Node suspended() {
        return state instanceof Node node ? node : null;
    }

    /**
     * The function that this is the delayed call of, as far as that is still to be evaluated; else null. A hint for positions:
     * it may be out of date when it is returned.
     */
    public @Nullable Value delayedFunction() {
        Object[] e = env;
        return e != null && ApplyNodes.isCall(e) && !(state instanceof Failure) ? (Value) e[0] : null;
    }

    @Override
    public String typeName() {
        return "thunk";
    }

    @Override
    public String describeType() {
        Object s = state;
        if (s instanceof Value value) {
            return value.describeType();
        }
        if (s instanceof Failure) {
            return "an error";
        }
        if (ApplyNodes.isCall(env)) {
            return "a function application";
        }
        return s instanceof Node || env == MET ? "a thunk" : "a black hole";
    }
}
