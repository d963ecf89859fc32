package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.LookaheadException;
import io.github.nix4j.lang.NixAssertionException;
import io.github.nix4j.lang.NixException;
import org.jspecify.annotations.Nullable;

/** What an evaluation and its helpers ({@link Lookahead}) have to know of each other. Confined to the evaluation's thread. */
public final class Sharing {
    /** Fewer calls are made at once. */
    private static final int FEWEST_CALLS = 4;

    private static final Value[] NONE = {};

    private final Evaluation ev;
    /** Whether this is a helper's evaluation. */
    final boolean isAhead;
    /** Who evaluates ahead; null if nobody does. */
    private final @Nullable Lookahead lookahead;

    /** What this evaluation has begun; null if nobody could take of it. */
    private final @Nullable OpenStack open;

    private boolean failedOutside;

    Sharing(Evaluation ev, @Nullable Lookahead lookahead, @Nullable OpenStack ahead) {
        this.ev = ev;
        this.lookahead = lookahead;
        this.isAhead = ahead != null;
        this.open = ahead != null ? ahead : lookahead != null ? lookahead.main() : null;
    }

    /**
     * Says that this evaluation now needs all of {@code cells}, beginning with the first one, which may be left unfinished only by
     * a failure. Gives what {@link #evaluated} has to be called with when they are evaluated or it has failed.
     */
    public int willEvaluate(Value[] cells, Need need) {
        if (open == null) {
            return 0;
        }
        // A helper would build what is refused here.
        return open.open(ev.isRefusingImports() ? NONE : cells, need, ev.depth());
    }

    /** The same for a set that is gone through in {@code order}. */
    public int willEvaluate(FlatAttrs attrs, int[] order, Need need) {
        if (open == null) {
            return 0;
        }
        Value[] cells = new Value[order.length];
        for (int i = 0; i < order.length; i++) {
            cells[i] = attrs.valueAt(order[i]);
        }
        return willEvaluate(cells, need);
    }

    /**
     * The calls of {@code function} with each of {@code items}, for {@link #willEvaluate}; none if nobody helps, or it is not worth it.
     */
    public Value[] calls(Value function, Value[] items) {
        if (!helps() || items.length < FEWEST_CALLS) {
            return NONE;
        }
        Value[] calls = new Value[items.length];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = ApplyNodes.delay(ev, function, items[i]);
        }
        return calls;
    }

    /** Whether there are helpers that take what is opened. */
    public boolean helps() {
        return lookahead != null && lookahead.hasBegun();
    }

    /** Ends what {@link #willEvaluate} gave {@code mark} for. */
    public void evaluated(int mark) {
        if (open != null) {
            open.close(mark);
        }
    }

    /**
     * To be called before a value is shown with its unevaluated parts as such.
     *
     * @throws LookaheadException if helpers may have evaluated some of them
     */
    public void showsUnevaluated(Value value) {
        if (ev.engine.hasEvaluatedAhead() && (value instanceof AttrsValue || value instanceof ListValue)) {
            throw new LookaheadException();
        }
    }

    /** Notes that what others do for this evaluation, such as a build, has failed: that is not to be tried again. */
    public void failsOutside() {
        failedOutside = true;
    }

    /** Whether the program is evaluated once more, without helpers, because it has failed with {@code failure}. */
    public boolean isEvaluatedAgain(NixException failure) {
        return ev.engine.hasEvaluatedAhead() && failure.isRepeatable() && !failedOutside;
    }

    /**
     * To be called when one of a set's attributes fails, of which the order of their symbols tells which is met first.
     *
     * @throws LookaheadException if helpers may have changed that order: who catches the failure might have met another one
     */
    public void failsInSymbolOrder(NixException failure) {
        if (!(failure instanceof NixAssertionException)) {
            // Not to be caught: it ends all.
            return;
        }
        if (isAhead) {
            throw new Abandoned("a failure that may not be the first one");
        }
        if (ev.engine.hasEvaluatedAhead()) {
            throw new LookaheadException();
        }
    }

    /** Told by the evaluation each time it looks at its limits. */
    void checked() {
        if (lookahead != null && !isAhead) {
            lookahead.checked();
        }
    }

    /** Told when this evaluation has to wait for a thunk that another is at. */
    void beginsToWait() {
        if (lookahead != null) {
            lookahead.waits(true);
        }
    }

    void endsToWait() {
        if (lookahead != null) {
            lookahead.waits(false);
        }
    }
}
