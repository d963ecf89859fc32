package io.github.nix4j.lang.internal.json;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text; what values are is the subclass's. Nesting is bounded by memory only, as in the reference.
 *
 * <p>This is no wrapper around a library, because a program sees the messages of the reference's one, which quote the text of
 * the offending token: {@link JsonScanner} and this class together have to know what it looks at, and when.
 *
 * @param <V> the values
 */
abstract class JsonStructure<V> {
    /**
     * A list or object whose end has not been read.
     *
     * @param <V> the values
     */
    interface Container<V> {
        boolean isObject();

        /** The next value has this name. */
        void name(String name);

        void add(V value);

        V close();
    }

    private final JsonScanner scanner;
    private final ArrayDeque<Container<V>> open = new ArrayDeque<>();
    private @Nullable V result;

    JsonStructure(String text) {
        this.scanner = new JsonScanner(text);
    }

    abstract Container<V> container(boolean isObject);

    abstract V bool(boolean value);

    abstract V nothing();

    abstract V string(String byteText);

    /** A number of 64 bits; where {@code unsigned}, it may be larger than a {@code long} is. */
    abstract V integer(long value, boolean unsigned);

    abstract V number(double value);

    /** Called before each value. */
    void step() {}

    final V read() {
        scanner.next();
        while (true) {
            step();
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
                open.push(container(true));
                if (scanner.next() == JsonToken.END_OBJECT) {
                    closeTop();
                    return true;
                }
                key();
                return false;
            }
            case BEGIN_ARRAY -> {
                open.push(container(false));
                if (scanner.next() == JsonToken.END_ARRAY) {
                    closeTop();
                    return true;
                }
                return false;
            }
            case TRUE -> put(bool(true));
            case FALSE -> put(bool(false));
            case NULL -> put(nothing());
            case STRING -> put(string(scanner.string()));
            case INTEGER -> put(integer(scanner.integer(), false));
            case UNSIGNED -> put(integer(scanner.integer(), true));
            case FLOAT -> {
                if (Double.isInfinite(scanner.number())) {
                    throw new JsonSyntaxException(
                            "[json.exception.out_of_range.406] number overflow parsing '" + scanner.tokenText() + "'");
                }
                put(number(scanner.number()));
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
        Container<V> top = open.element();
        JsonToken token = scanner.next();
        if (token == JsonToken.VALUE_SEPARATOR) {
            scanner.next();
            if (top.isObject()) {
                key();
            }
            return true;
        }
        JsonToken end = top.isObject() ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
        if (token != end) {
            throw scanner.syntaxError(end, top.isObject() ? "object" : "array");
        }
        return false;
    }

    private void key() {
        if (scanner.token() != JsonToken.STRING) {
            throw scanner.syntaxError(JsonToken.STRING, "object key");
        }
        open.element().name(scanner.string());
        if (scanner.next() != JsonToken.NAME_SEPARATOR) {
            throw scanner.syntaxError(JsonToken.NAME_SEPARATOR, "object separator");
        }
        scanner.next();
    }

    private void closeTop() {
        put(open.pop().close());
    }

    private void put(V value) {
        if (open.isEmpty()) {
            result = value;
        } else {
            open.element().add(value);
        }
    }
}
