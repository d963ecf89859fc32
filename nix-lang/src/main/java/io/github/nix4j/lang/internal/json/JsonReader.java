package io.github.nix4j.lang.internal.json;

import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.BoolValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.FloatValue;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.NullValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes a value of JSON text. One object reads one text. */
public final class JsonReader extends JsonStructure<Value> {
    /** How the reference shows a null byte. */
    private static final String NULL_SIGN = ByteText.fromUnicode("\u2400");

    private final Evaluation ev;

    private JsonReader(Evaluation ev, String text) {
        super(text);
        this.ev = ev;
    }

    /** The value that {@code text} (byte text) describes; throws {@link JsonSyntaxException}. */
    public static Value read(Evaluation ev, String text) {
        return new JsonReader(ev, text).read();
    }

    /** A list or set whose end has not been read. */
    private final class Collected implements Container<Value> {
        private final boolean isObject;
        private final List<Value> values = new ArrayList<>();
        private int[] names = new int[4];

        Collected(boolean isObject) {
            this.isObject = isObject;
        }

        @Override
        public boolean isObject() {
            return isObject;
        }

        @Override
        public void name(String name) {
            int n = values.size();
            if (n == names.length) {
                names = Arrays.copyOf(names, n * 2);
            }
            names[n] = ev.intern(checked(name));
        }

        @Override
        public void add(Value value) {
            values.add(value);
        }

        @Override
        public Value close() {
            if (!isObject) {
                return values.isEmpty() ? ListValue.EMPTY : new ListValue(values.toArray(new Value[0]));
            }
            AttrsBuilder attrs = ev.newAttrs(values.size());
            for (int i = values.size() - 1; i >= 0; i--) {
                attrs.add(names[i], values.get(i)); // backwards, since of equal names the last one stays
            }
            return attrs.build();
        }
    }

    @Override
    Container<Value> container(boolean isObject) {
        return new Collected(isObject);
    }

    @Override
    void step() {
        ev.checkDepth(0, 0);
    }

    @Override
    Value bool(boolean value) {
        return BoolValue.of(value);
    }

    @Override
    Value nothing() {
        return NullValue.NULL;
    }

    @Override
    Value string(String byteText) {
        return StringValue.of(checked(byteText));
    }

    @Override
    Value integer(long value, boolean unsigned) {
        if (unsigned && value < 0) {
            throw ev.errors.eval("unsigned json number %s outside of Nix integer range", Long.toUnsignedString(value));
        }
        return IntValue.of(value);
    }

    @Override
    Value number(double value) {
        return new FloatValue(value);
    }

    private String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw ev.errors.eval(
                    "input string '%s' cannot be represented as Nix string because it contains null bytes",
                    text.replace("\0", NULL_SIGN));
        }
        return text;
    }
}
