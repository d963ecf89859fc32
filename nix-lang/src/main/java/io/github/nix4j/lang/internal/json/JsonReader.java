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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a value of JSON text. Nesting is bounded by memory only, as in the reference. One object reads one text.
 *
 * <p>This is no wrapper around a library, because a program sees the messages of the reference's one, which quote the text of
 * the offending token: {@link JsonScanner} and this class together have to know what it looks at, and when.
 */
public final class JsonReader {
    /** How the reference shows a null byte. */
    private static final String NULL_SIGN = ByteText.fromUnicode("\u2400");

    private final Evaluation ev;
    private final JsonScanner scanner;
    private final ArrayDeque<Container> open = new ArrayDeque<>();
    private @Nullable Value result;

    private JsonReader(Evaluation ev, String text) {
        this.ev = ev;
        this.scanner = new JsonScanner(text);
    }

    /** The value that {@code text} (byte text) describes; throws {@link JsonSyntaxException}. */
    public static Value read(Evaluation ev, String text) {
        return new JsonReader(ev, text).read();
    }

    /** A list or set whose end has not been read. */
    private static final class Container {
        final boolean isObject;
        private final List<Value> values = new ArrayList<>();
        private int[] names = new int[4];

        Container(boolean isObject) {
            this.isObject = isObject;
        }

        /** The next value belongs to attribute {@code symbol}. */
        void name(int symbol) {
            int n = values.size();
            if (n == names.length) {
                names = Arrays.copyOf(names, n * 2);
            }
            names[n] = symbol;
        }

        void add(Value value) {
            values.add(value);
        }

        Value close() {
            if (!isObject) {
                return values.isEmpty() ? ListValue.EMPTY : new ListValue(values.toArray(new Value[0]));
            }
            AttrsBuilder attrs = new AttrsBuilder(values.size());
            for (int i = values.size() - 1; i >= 0; i--) {
                attrs.add(names[i], values.get(i)); // backwards, since of equal names the last one stays
            }
            return attrs.build();
        }
    }

    private Value read() {
        scanner.next();
        while (true) {
            ev.checkDepth(0, 0);
            if (!value()) {
                continue; // a container was opened, whose first value is next
            }
            while (!open.isEmpty() && !more()) {
                closeTop();
            }
            if (open.isEmpty()) {
                break;
            }
        }
        if (scanner.next() != JsonToken.END) {
            throw scanner.syntaxError(JsonToken.END, "value");
        }
        if (result == null) {
            throw new IllegalStateException("no value after the end of a JSON text");
        }
        return result;
    }

    /** Reads a value whose first token is the current one; false if it is a container with something in it. */
    private boolean value() {
        switch (scanner.token()) {
            case BEGIN_OBJECT -> {
                open.push(new Container(true));
                if (scanner.next() == JsonToken.END_OBJECT) {
                    closeTop();
                    return true;
                }
                key();
                return false;
            }
            case BEGIN_ARRAY -> {
                open.push(new Container(false));
                if (scanner.next() == JsonToken.END_ARRAY) {
                    closeTop();
                    return true;
                }
                return false;
            }
            case TRUE -> put(BoolValue.TRUE);
            case FALSE -> put(BoolValue.FALSE);
            case NULL -> put(NullValue.NULL);
            case STRING -> put(StringValue.of(checked(scanner.string())));
            case INTEGER -> put(IntValue.of(scanner.integer()));
            case UNSIGNED -> {
                if (scanner.integer() < 0) {
                    throw ev.errors.eval(
                            "unsigned json number %s outside of Nix integer range",
                            Long.toUnsignedString(scanner.integer()));
                }
                put(IntValue.of(scanner.integer()));
            }
            case FLOAT -> {
                if (Double.isInfinite(scanner.number())) {
                    throw new JsonSyntaxException(
                            "[json.exception.out_of_range.406] number overflow parsing '" + scanner.tokenText() + "'");
                }
                put(new FloatValue(scanner.number()));
            }
            case ERROR -> throw scanner.syntaxError(JsonToken.NONE, "value");
            default -> {
                if (scanner.isEmpty()) {
                    throw scanner.emptyInput();
                }
                throw scanner.syntaxError(JsonToken.LITERAL_OR_VALUE, "value");
            }
        }
        return true;
    }

    /** After a value inside a container: whether another one follows, whose first token is current then. */
    private boolean more() {
        Container top = open.element();
        JsonToken token = scanner.next();
        if (token == JsonToken.VALUE_SEPARATOR) {
            scanner.next();
            if (top.isObject) {
                key();
            }
            return true;
        }
        JsonToken end = top.isObject ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        if (token != end) {
            throw scanner.syntaxError(end, top.isObject ? "object" : "array");
        }
        return false;
    }

    private void key() {
        if (scanner.token() != JsonToken.STRING) {
            throw scanner.syntaxError(JsonToken.STRING, "object key");
        }
        open.element().name(ev.intern(checked(scanner.string())));
        if (scanner.next() != JsonToken.NAME_SEPARATOR) {
            throw scanner.syntaxError(JsonToken.NAME_SEPARATOR, "object separator");
        }
        scanner.next();
    }

    private String checked(String text) {
        if (text.indexOf('\0') >= 0) {
            throw ev.errors.eval(
                    "input string '%s' cannot be represented as Nix string because it contains null bytes",
                    text.replace("\0", NULL_SIGN));
        }
        return text;
    }

    private void closeTop() {
        put(open.pop().close());
    }

    private void put(Value value) {
        if (open.isEmpty()) {
            result = value;
        } else {
            open.element().add(value);
        }
    }
}
