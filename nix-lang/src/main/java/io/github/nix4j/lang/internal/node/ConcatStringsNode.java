package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.Node;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextBuilder;

/** {@code a + b}, whose first operand decides what it is, and interpolated strings, which are always strings. */
public final class ConcatStringsNode extends Node {
    private static final String FRAME = "while evaluating a path segment";

    private final Node[] parts;
    private final int[] positions;
    private final boolean forceString;
    private final int pos;

    public ConcatStringsNode(Node[] parts, int[] positions, boolean forceString, int pos) {
        this.parts = parts;
        this.positions = positions;
        this.forceString = forceString;
        this.pos = pos;
    }

    @Override
    public Value eval(Object[] env, Evaluation ev) {
        Value first = parts[0].eval(env, ev);
        if (!forceString) {
            if (first instanceof IntValue i) {
                return sum(env, ev, i);
            } else if (first instanceof FloatValue f) {
                return sum(env, ev, f.value, 1);
            }
        }
        PathValue path = !forceString && first instanceof PathValue p ? p : null;
        // Paths are copied to the store in strings only: not behind a path, nor behind a set that becomes a string.
        Coercion.Mode mode = forceString || first instanceof StringValue ? Coercion.Mode.COPY : Coercion.Mode.PLAIN;
        ContextBuilder context = new ContextBuilder();
        String[] texts = new String[parts.length];
        if (path == null) {
            // One string and nothing else keeps its text object.
            texts[0] = Coercion.toText(ev, positions[0], first, context, FRAME, mode);
            if (parts.length == 1) {
                return new StringValue(texts[0], context.build());
            }
        } else {
            ev.checkDepth(ev.depth(), positions[0]);
            texts[0] = "";
        }
        long length = texts[0].length();
        for (int i = 1; i < texts.length; i++) {
            texts[i] = Coercion.toText(ev, positions[i], parts[i].eval(env, ev), context, FRAME, mode);
            length += texts[i].length();
            ev.checkText(length);
        }
        // Not through a growing buffer, which copies what programs make piece by piece four times (strcat takes .6
        // times as long).
        String text = texts.length == 2 ? texts[0].concat(texts[1]) : String.join("", texts);
        return path == null ? new StringValue(text, context.build()) : append(ev, path, text, context);
    }

    private Value append(Evaluation ev, PathValue path, String text, ContextBuilder context) {
        if (!context.isEmpty()) {
            throw ev.errors.at(
                    ev.errors.eval("a string that refers to a store path cannot be appended to a path"), pos);
        }
        return new PathValue(path.path.plus(text, ev.engine.io().root()));
    }

    private Value sum(Object[] env, Evaluation ev, IntValue first) {
        long n = first.value;
        for (int i = 1; i < parts.length; i++) {
            Value v = parts[i].eval(env, ev);
            if (v instanceof IntValue next) {
                long sum = n + next.value;
                if (((n ^ sum) & (next.value ^ sum)) < 0) {
                    throw ev.errors.at(
                            ev.errors.of(ErrorKind.ARITHMETIC, "integer overflow in adding %s + %s", n, next.value),
                            positions[i]);
                }
                n = sum;
            } else if (v instanceof FloatValue f) {
                return sum(env, ev, n + f.value, i + 1);
            } else {
                throw ev.errors.at(ev.errors.eval("cannot add %s to an integer", v.describeType()), positions[i]);
            }
        }
        return IntValue.of(n);
    }

    private Value sum(Object[] env, Evaluation ev, double first, int from) {
        double d = first;
        for (int i = from; i < parts.length; i++) {
            Value v = parts[i].eval(env, ev);
            if (v instanceof IntValue n) {
                d += n.value;
            } else if (v instanceof FloatValue f) {
                d += f.value;
            } else {
                throw ev.errors.at(ev.errors.eval("cannot add %s to a float", v.describeType()), positions[i]);
            }
        }
        return new FloatValue(d);
    }

    @Override
    public int pos() {
        return pos;
    }
}
