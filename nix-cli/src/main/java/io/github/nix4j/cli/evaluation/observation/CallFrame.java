package io.github.nix4j.cli.evaluation.observation;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinValue;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Lambda;
import io.github.nix4j.lang.internal.eval.PartialValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call in a profile: what is called and where.
 *
 * @param ev resolves places
 * @param kind what is called
 * @param lambda the function written in Nix; null for others
 * @param name what the place is followed by; empty for nothing
 * @param pos the position of the call
 */
record CallFrame(Evaluation ev, Kind kind, @Nullable Lambda lambda, String name, int pos) {
    enum Kind {
        LAMBDA,
        BUILTIN,
        FUNCTOR,
        /** A delayed call, whose function is not known yet, or what is no function. */
        OTHER
    }

    static CallFrame of(Evaluation ev, Value function, Value[] args, int pos) {
        Value f = function.peek();
        // What Nix has not evaluated yet is a delayed value to it, also where nix4j keeps none.
        if (f instanceof Closure closure && closure.isForced()) {
            return new CallFrame(ev, Kind.LAMBDA, closure.lambda, "", pos);
        }
        if (f instanceof BuiltinValue builtin) {
            String name = builtin.builtin.name();
            return new CallFrame(
                    ev, Kind.BUILTIN, null, name + (name.equals("derivationStrict") ? drvName(ev, args[0]) : ""), pos);
        }
        if (f instanceof PartialValue partial) {
            return new CallFrame(ev, Kind.BUILTIN, null, partial.function.builtin.name(), pos);
        }
        if (f instanceof AttrsValue attrs && attrs.get(ev.engine.symbols().functor) != null) {
            boolean known = CallPlace.of(ev, pos).isKnown();
            int place = known ? pos : attrs.position(ev.engine.symbols().functor);
            return new CallFrame(ev, Kind.FUNCTOR, null, "functor", place);
        }
        return new CallFrame(ev, Kind.OTHER, null, "", pos);
    }

    /** The name of a derivation, after a colon; empty if evaluating it fails, which the call itself will report. */
    private static String drvName(Evaluation ev, Value arg) {
        try {
            Value name = ev.forceAttrs(arg, 0, "").get(ev.engine.symbols().name);
            return name != null && ev.force(name, 0) instanceof StringValue text ? ":" + text.text : "";
        } catch (NixException e) {
            if (!e.isRepeatable()) {
                throw e;
            }
            return "";
        }
    }

    /** How the profile names it, as byte text. */
    String text() {
        CallPlace place = CallPlace.of(ev, pos);
        switch (kind) {
            case LAMBDA:
                Lambda called = Objects.requireNonNull(lambda);
                String where = place.isKnown()
                        ? place.text()
                        : CallPlace.of(ev, called.pos).text();
                return called.name() == null ? where : where + ":" + called.name();
            case BUILTIN:
                return (place.isKnown() ? place.text() + ":" : "") + "primop " + name;
            case FUNCTOR:
                return place.text() + ":functor";
            default:
                return place.text();
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallFrame that
                && kind == that.kind
                && lambda == that.lambda
                && name.equals(that.name)
                && pos == that.pos;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, System.identityHashCode(lambda), name, pos);
    }
}
