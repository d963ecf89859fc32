package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.EvalStatistics;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.value.ContextBuilder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thread's way through a program: what every operation is handed. Confined to its thread (only {@link #cancel} may be
 * called from others); several evaluations of one {@link Engine} share thunks.
 *
 * <p>The {@code force...} methods bring a cell to weak head normal form and check its type; {@code pos} is the place reported
 * for a wrong type, {@code context} the trace frame added to any error, as in the reference.
 */
public final class Evaluation {
    /** Limits are looked at once in so many steps. */
    private static final int LOOPS_BETWEEN_CHECKS = 0xFFFF;

    private static final int STEPS_BETWEEN_CHECKS = 1024;

    /** The largest array that every JVM can make, if it has the memory. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    /** Allocations up to so many bytes are only noticed by the limits' next check. */
    private static final int LARGE = 1 << 20;

    private static final int BYTES_PER_ELEMENT = 4;

    public final Engine engine;
    public final Errors errors;
    final ThunkWaits waits;
    /** Who watches calls; null, as almost always, if nobody does. */
    public final @Nullable CallObserver observer;
    /** What others may evaluate ahead of this. */
    public final Sharing sharing;

    // Counters under the names of NIX_SHOW_STATS.
    public long thunksMade;
    public long thunksAvoided;
    public long functionCalls;
    public long builtinCalls;
    public long lookups;
    public long updates;
    public long updateValuesCopied;

    private long environments;
    private long environmentSlots;

    private final int maxCallDepth;
    private int callDepth;
    private int untilCheck = STEPS_BETWEEN_CHECKS;
    private LimitCheck limits;
    private boolean importsRefused;
    private volatile boolean ended;

    public Evaluation(Engine engine, LimitCheck limits) {
        this(engine, limits, null, null);
    }

    /** The same with helpers. */
    public Evaluation(Engine engine, LimitCheck limits, Lookahead lookahead) {
        this(engine, limits, lookahead, null);
    }

    private Evaluation(Engine engine, LimitCheck limits, @Nullable Lookahead lookahead, @Nullable OpenStack ahead) {
        this.sharing = new Sharing(this, lookahead, ahead);
        this.engine = engine;
        this.errors = engine.errors();
        this.waits = engine.waits();
        this.observer = engine.callObserver();
        this.maxCallDepth = engine.settings().maxCallDepth();
        this.limits = limits;
    }

    /** A helper's evaluation, others of which may help with what it goes through. */
    static Evaluation ahead(Engine engine, LimitCheck limits, Lookahead lookahead, OpenStack own) {
        return new Evaluation(engine, limits, lookahead, own);
    }

    // ---- depth and limits

    /** Enters a call, coercion, comparison or the like; {@link #leave} must follow. */
    public void enter(int pos) {
        // As the reference: the depth is looked at before it grows.
        if (callDepth > maxCallDepth) {
            throw errors.callDepth(pos);
        }
        callDepth++;
        step();
    }

    /** A step that is no call: it counts for limits only. */
    public void step() {
        if (--untilCheck <= 0) {
            untilCheck = STEPS_BETWEEN_CHECKS;
            checkLimits();
        }
    }

    public void leave() {
        callDepth--;
    }

    /** Fails as {@link #enter} does when {@code depth}, which the caller counts, is more than calls may nest. */
    public void checkDepth(int depth, int pos) {
        if (depth > maxCallDepth) {
            throw errors.callDepth(pos);
        }
        step();
    }

    /** The depth to go back to when a Java error has unwound the stack past {@link #leave}s. */
    public int depth() {
        return callDepth;
    }

    public void resetDepth(int depth) {
        callDepth = depth;
    }

    /** Throws if the deadline has passed, the step limit is reached or the evaluation was cancelled or interrupted. */
    public void checkLimits() {
        check(STEPS_BETWEEN_CHECKS);
        sharing.checked();
    }

    /** As {@link #checkLimits}, now and then in a long loop that is at {@code index}. */
    public void checkLimitsAt(int index) {
        if ((index & LOOPS_BETWEEN_CHECKS) == LOOPS_BETWEEN_CHECKS) {
            checkLimits();
        }
    }

    /** As {@link #checkLimits}, for one step. */
    public void checkLimitsNow() {
        check(1);
    }

    /** The same, where no step was taken. */
    void checkLimitsWhileWaiting() {
        check(0);
    }

    LimitCheck limits() {
        return limits;
    }

    private void check(int steps) {
        if (Thread.interrupted()) {
            throw errors.interrupted();
        }
        limits.check(steps);
    }

    /**
     * Runs {@code work} under {@code more} limits besides the present ones, which go on counting; {@code more} holds for this
     * work only.
     */
    public <T> T limited(LimitCheck more, Supplier<T> work) {
        LimitCheck before = limits;
        limits = LimitCheck.both(before, more);
        try {
            check(0);
            return work.get();
        } finally {
            limits = before;
        }
    }

    /** Runs {@code work}; what would have to be built for it is refused, whatever the settings say. */
    public <T> T refusingImports(Supplier<T> work) {
        boolean before = importsRefused;
        importsRefused = true;
        try {
            return work.get();
        } finally {
            importsRefused = before;
        }
    }

    /** Whether this is within {@link #refusingImports}. */
    boolean isRefusingImports() {
        return importsRefused;
    }

    /** Whether nothing may be built during evaluation. */
    public boolean refusesImports() {
        return importsRefused || !engine.settings().allowImportFromDerivation();
    }

    /** Counts a scope of so many variables. */
    public void countEnvironment(int slots) {
        environments++;
        environmentSlots += slots;
    }

    /** What was counted so far. */
    public EvalStatistics statistics() {
        return new EvalStatistics(
                thunksMade,
                thunksAvoided,
                environments,
                environmentSlots,
                functionCalls,
                builtinCalls,
                lookups,
                updates,
                updateValuesCopied);
    }

    /** Says that nothing runs in this evaluation any more. */
    public void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** {@code size} as the size of a list about to be made; an error where none can be as large or the limits refuse it. */
    public int listSize(long size) {
        if (size > LARGE / BYTES_PER_ELEMENT) {
            if (size > MAX_ARRAY) {
                throw new NixLimitException(Message.of("a list of %s elements does not fit into memory", size));
            }
            reserve(size * BYTES_PER_ELEMENT);
        }
        return (int) size;
    }

    /** To be called before a text of {@code length} bytes is made: an error where none can be as long or the limits refuse it. */
    public void checkText(long length) {
        if (length > LARGE) {
            if (length > MAX_ARRAY) {
                throw new NixLimitException(Message.of("a string of %s bytes does not fit into memory", length));
            }
            reserve(length);
        }
    }

    private void reserve(long bytes) {
        check(0);
        limits.reserve(bytes);
    }

    // ---- forcing with a check of the type

    public Value force(Value cell, int pos) {
        return cell.force(this, pos);
    }

    public long forceInt(Value cell, int pos, String context) {
        try {
            Value v = cell.force(this, pos);
            if (v instanceof IntValue i) {
                return i.value;
            }
            throw errors.at(errors.expected("an integer", cell), pos);
        } catch (NixException e) {
            throw errors.frame(e, pos, context);
        }
    }

    /** Accepts integers too. */
    public double forceFloat(Value cell, int pos, String context) {
        try {
            Value v = cell.force(this, pos);
            if (v instanceof FloatValue f) {
                return f.value;
            }
            if (v instanceof IntValue i) {
                return i.value;
            }
            throw errors.at(errors.expected("a float", cell), pos);
        } catch (NixException e) {
            throw errors.frame(e, pos, context);
        }
    }

    public boolean forceBool(Value cell, int pos, String context) {
        try {
            Value v = cell.force(this, pos);
            if (v instanceof BoolValue b) {
                return b.value;
            }
            throw errors.at(errors.expected("a Boolean", cell), pos);
        } catch (NixException e) {
            throw errors.frame(e, pos, context);
        }
    }

    public ListValue forceList(Value cell, int pos, String context) {
        // Unlike for the other types, only a wrong type gets the frame, and no position of its own.
        Value v = cell.force(this, pos);
        if (v instanceof ListValue list) {
            return list;
        }
        throw errors.frame(errors.expected("a list", cell), pos, context);
    }

    public AttrsValue forceAttrs(Value cell, int pos, String context) {
        // Unlike for the other types, only a wrong type gets the frame, and no position of its own.
        Value v = cell.force(this, pos);
        if (v instanceof AttrsValue attrs) {
            return attrs;
        }
        throw errors.frame(errors.expected("a set", cell), pos, context);
    }

    /** Accepts sets with {@code __functor} too. */
    public Value forceFunction(Value cell, int pos, String context) {
        try {
            Value v = cell.force(this, pos);
            if (v instanceof FunctionValue || isFunctor(v)) {
                return v;
            }
            throw errors.at(errors.expected("a function", cell), pos);
        } catch (NixException e) {
            throw errors.frame(e, pos, context);
        }
    }

    public StringValue forceString(Value cell, int pos, String context) {
        try {
            Value v = cell.force(this, pos);
            if (v instanceof StringValue s) {
                return s;
            }
            throw errors.at(errors.expected("a string", cell), pos);
        } catch (NixException e) {
            throw errors.frame(e, pos, context);
        }
    }

    /** The text of a string, whose context goes to {@code into}. */
    public String forceString(Value cell, ContextBuilder into, int pos, String context) {
        StringValue s = forceString(cell, pos, context);
        into.add(s.context);
        return s.text;
    }

    /** The text of a string that must not refer to the store. */
    public String forceStringNoContext(Value cell, int pos, String context) {
        StringValue s = forceString(cell, pos, context);
        if (!s.context.isEmpty()) {
            throw errors.frame(
                    errors.eval(
                            "the string '%s' is not allowed to refer to a store path (such as '%s')",
                            s.text,
                            engine.storeBridge().display(s.context.elements().get(0))),
                    pos,
                    context);
        }
        return s.text;
    }

    public boolean isFunctor(Value forced) {
        return forced instanceof AttrsValue attrs && attrs.get(engine.symbols().functor) != null;
    }

    /** Whether a forced value is a set whose {@code type} is {@code "derivation"}; forces that attribute. */
    public boolean isDerivation(Value forced) {
        if (!(forced instanceof AttrsValue attrs)) {
            return false;
        }
        Value type = attrs.get(engine.symbols().type);
        return type != null
                && type.force(this, attrs.position(engine.symbols().type)) instanceof StringValue s
                && s.text.equals("derivation");
    }

    /** The attribute {@code symbol}; an error without position if it is missing. */
    public Value getAttr(AttrsValue attrs, int symbol, String context) {
        Value value = attrs.get(symbol);
        if (value == null) {
            throw errors.frame(
                    errors.of(ErrorKind.MISSING_ATTRIBUTE, "attribute '%s' missing", Literals.name(name(symbol))),
                    0,
                    context);
        }
        return value;
    }

    /** Collects attributes, about {@code capacity} of them. */
    public AttrsBuilder newAttrs(int capacity) {
        return new AttrsBuilder(engine.symbolTable(), capacity);
    }

    public int intern(String name) {
        return engine.symbolTable().intern(name);
    }

    public String name(int symbol) {
        return engine.symbolTable().name(symbol);
    }
}
