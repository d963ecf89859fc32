package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.LookaheadException;
import io.github.nix4j.lang.NixAssertionException;
import io.github.nix4j.lang.NixException;
import org.jspecify.annotations.Nullable;

/** What an evaluation and its helpers ({@link Lookahead}) have to know of each other. Confined to the evaluation's thread but for {@link #giveUp}. */
public final class Sharing {
    private final Evaluation ev;
    /** Whether this is a helper's evaluation. */
    final boolean isAhead;
    /** Who evaluates ahead; null if nobody does. */
    private final @Nullable Lookahead lookahead;

    /** Fewer calls are made at once. */
    private static final int FEWEST_CALLS = 4;

    private static final Value[] NONE = {};

    private boolean failedOutside;
    private volatile boolean givesUp;

    Sharing(Evaluation ev, @Nullable Lookahead lookahead, boolean isAhead) {
        this.ev = ev;
        this.lookahead = lookahead;
        this.isAhead = isAhead;
    }

    /**
     * Says that this evaluation now needs all of {@code cells}, beginning with the first one, which may be left unfinished only by
     * a failure. Gives what {@link #evaluated} has to be called with when they are evaluated or it has failed.
     */
    public int willEvaluate(Value[] cells, Need need) {
        return lookahead == null ? 0 : lookahead.open(cells, need, ev.depth());
    }

    /** The same for a set that is gone through in {@code order}. */
    public int willEvaluate(FlatAttrs attrs, int[] order, Need need) {
        if (lookahead == null) {
            return 0;
        }
        Value[] cells = new Value[order.length];
        for (int i = 0; i < order.length; i++) {
            cells[i] = attrs.valueAt(order[i]);
        }
        return lookahead.open(cells, need, ev.depth());
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
        if (lookahead != null) {
            lookahead.close(mark);
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

    public boolean hasFailedOutside() {
        return failedOutside;
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
        if (lookahead != null) {
            lookahead.checked();
        }
    }

    /** Asks a helper that waits for the asking thread to leave what it is at. */
    void giveUp() {
        givesUp = true;
    }

    boolean givesUp() {
        return givesUp;
    }

    /** Begins with something else. */
    void goesOn() {
        givesUp = false;
    }
}
