package io.github.nix4j.store.internal.json;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.JsonFloats;
import io.github.nix4j.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON byte for byte as Nix does: keys sorted, UTF-8 unescaped. Jackson's generator is not used because it takes
 * Unicode strings and lays numbers out otherwise.
 */
public final class JsonWriter {
    /** An object or array that is being written. */
    private record Open(
            @Nullable Iterator<Map.Entry<String, Json>> entries,
            @Nullable Iterator<Json> items,
            char end) {
        static Open of(Json.Obj object) {
            return new Open(object.entries().entrySet().iterator(), null, '}');
        }

        static Open of(Json.Arr array) {
            return new Open(null, array.items().iterator(), ']');
        }

        boolean hasNext() {
            return entries != null
                    ? entries.hasNext()
                    : Objects.requireNonNull(items).hasNext();
        }
    }

    // Not the thread's stack: programs make values as deep as they like.
    private final Deque<Open> open = new ArrayDeque<>();
    private final StringBuilder out = new StringBuilder();
    private final int indent;

    private JsonWriter(int indent) {
        this.indent = indent;
    }

    /** The value on one line without spaces, as byte text. */
    public static String compact(Json value) {
        JsonWriter writer = new JsonWriter(0);
        writer.write(value);
        return writer.out.toString();
    }

    /** The value with one entry a line, indented by {@code indent} spaces a level, as byte text without a final newline. */
    public static String pretty(Json value, int indent) {
        JsonWriter writer = new JsonWriter(indent);
        writer.write(value);
        return writer.out.toString();
    }

    private void write(Json root) {
        begin(root);
        while (!open.isEmpty()) {
            Open innermost = open.peek();
            if (!innermost.hasNext()) {
                open.pop();
                newline();
                out.append(innermost.end);
                comma();
            } else if (innermost.entries != null) {
                Map.Entry<String, Json> entry = innermost.entries.next();
                newline();
                string(entry.getKey());
                out.append(indent == 0 ? ":" : ": ");
                begin(entry.getValue());
            } else {
                newline();
                begin(Objects.requireNonNull(innermost.items).next());
            }
        }
    }

    /** Writes a value, of an object or array with something in it the beginning. */
    private void begin(Json value) {
        if (value instanceof Json.Obj object && !object.entries().isEmpty()) {
            out.append('{');
            open.push(Open.of(object));
            return;
        }
        if (value instanceof Json.Arr array && !array.items().isEmpty()) {
            out.append('[');
            open.push(Open.of(array));
            return;
        }
        if (value instanceof Json.Obj) {
            out.append("{}");
        } else if (value instanceof Json.Arr) {
            out.append("[]");
        } else if (value instanceof Json.Str string) {
            string(string.text());
        } else if (value instanceof Json.Bool bool) {
            out.append(bool.value());
        } else if (value instanceof Json.Int number) {
            out.append(number.negative() ? Long.toString(number.bits()) : Long.toUnsignedString(number.bits()));
        } else if (value instanceof Json.Real real) {
            JsonFloats.append(out, real.value());
        } else {
            out.append("null");
        }
        comma();
    }

    /** Behind a value that others follow. */
    private void comma() {
        Open around = open.peek();
        if (around != null && around.hasNext()) {
            out.append(',');
        }
    }

    private void newline() {
        if (indent != 0) {
            out.append('\n').append(" ".repeat(indent * open.size()));
        }
    }

    private void string(String byteText) {
        checkUtf8(byteText);
        out.append('"');
        for (int i = 0; i < byteText.length(); i++) {
            char c = byteText.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(c >> 4).append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void checkUtf8(String byteText) {
        for (int i = 0; i < byteText.length(); i++) {
            if (byteText.charAt(i) >= 0x80) {
                try {
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(ByteText.bytes(byteText)));
                    return;
                } catch (CharacterCodingException e) {
                    throw new StoreException(
                            "cannot be written as JSON, because it is not valid UTF-8: " + byteText, e);
                }
            }
        }
    }
}
