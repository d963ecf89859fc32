package io.github.nix4j.flake.ref;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.JsonTypeException;
import io.github.nix4j.lang.internal.json.JsonDocument;
import io.github.nix4j.lang.internal.json.JsonStrings;
import io.github.nix4j.lang.internal.json.JsonSyntaxException;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as lock files, registries and messages hold it: objects are sorted maps, arrays lists, strings byte text, numbers
 * {@link Long} (unsigned) or {@link Double}, and null is {@link #NULL}. Layout is Nix's: two spaces an indent.
 */
public final class FlakeJson {
    /** What JSON's null is read as. */
    public static final Object NULL = new Object() {
        @Override
        public String toString() {
            return "null";
        }
    };

    private FlakeJson() {}

    /** Reads one document from byte text; of equal keys the last counts. */
    public static Object read(String byteText) {
        try {
            return JsonDocument.read(byteText, NULL);
        } catch (JsonSyntaxException e) {
            throw new FlakeException(e.byteMessage(), 1, e);
        }
    }

    /** Reads an array of objects whose values are texts. */
    public static List<Map<String, String>> readTextObjects(String byteText) {
        List<Map<String, String>> result = new ArrayList<>();
        Object value = read(byteText);
        if (!(value instanceof List<?> list)) {
            throw unexpected("array", value);
        }
        for (Object element : list) {
            Map<String, String> object = new TreeMap<>();
            if (!(element instanceof Map<?, ?>)) {
                throw unexpected("object", element);
            }
            for (var entry : object(element).entrySet()) {
                if (!(entry.getValue() instanceof String text)) {
                    throw unexpected("string", entry.getValue());
                }
                object.put(entry.getKey(), text);
            }
            result.add(object);
        }
        return result;
    }

    private static FlakeException unexpected(String wanted, @Nullable Object value) {
        return new FlakeException("Expected JSON value to be of type '" + wanted + "' but it is of type '" + type(value)
                + "': " + (value == null ? "null" : compact(value)));
    }

    /** {@code value} as an object. */
    public static Map<String, Object> object(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new FlakeException("Expected JSON object but it is of type '" + type(value) + "'");
        }
        Map<String, Object> object = new TreeMap<>();
        map.forEach((key, element) -> object.put((String) key, element));
        return object;
    }

    /** The name of the JSON type of {@code value} in messages. */
    public static String type(@Nullable Object value) {
        if (value instanceof Map) {
            return "object";
        }
        if (value instanceof List) {
            return "array";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof Number ? "number" : "null";
    }

    /** What Nix goes through in any value: elements of an array have their numbers as names, and a single value has none. */
    public static Map<String, Object> items(@Nullable Object value) {
        if (value == null || value == NULL) {
            return Map.of();
        }
        if (value instanceof Map) {
            return object(value);
        }
        Map<String, Object> items = new LinkedHashMap<>();
        if (value instanceof List<?> list) {
            list.forEach(element -> items.put(String.valueOf(items.size()), element));
        } else {
            items.put("", value);
        }
        return items;
    }

    /** An object of texts, numbers and Booleans as attributes of an input. */
    public static InputAttributes attributes(@Nullable Object value) {
        Map<String, AttributeValue> attributes = new TreeMap<>();
        for (var entry : items(value).entrySet()) {
            Object element = entry.getValue();
            AttributeValue attribute;
            if (element instanceof String text) {
                attribute = new AttributeValue.Text(text);
            } else if (element instanceof Number number) {
                attribute = new AttributeValue.Number(number.longValue());
            } else if (element instanceof Boolean bool) {
                attribute = new AttributeValue.Bool(bool);
            } else {
                throw new FlakeException("unsupported input attribute type in lock file");
            }
            attributes.put(entry.getKey(), attribute);
        }
        return InputAttributes.of(attributes);
    }

    /** Attributes of an input as an object. */
    public static Map<String, Object> object(InputAttributes attributes) {
        Map<String, Object> object = new TreeMap<>();
        attributes.asMap().forEach((name, value) -> object.put(name, plain(value)));
        return object;
    }

    private static Object plain(AttributeValue value) {
        if (value instanceof AttributeValue.Text text) {
            return text.value();
        }
        if (value instanceof AttributeValue.Number number) {
            return number.value();
        }
        return ((AttributeValue.Bool) value).value();
    }

    /** Attributes of an input as JSON on one line. */
    public static String compact(InputAttributes attributes) {
        return compact(object(attributes));
    }

    /** {@code value} on one line without spaces, as byte text; throws {@link JsonTypeException} if a text in it is no UTF-8. */
    public static String compact(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, -1);
        return out.toString();
    }

    /** As {@link #compact(Object)}, with U+FFFD where a text is no UTF-8: for logs, and to look at. */
    public static String shown(Object value) {
        return compact(withoutBadBytes(value));
    }

    private static Object withoutBadBytes(Object value) {
        if (value instanceof String text) {
            return ByteText.fromUnicode(ByteText.toUnicode(text));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(FlakeJson::withoutBadBytes).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> result = new LinkedHashMap<>();
            map.forEach((name, member) -> result.put((String) withoutBadBytes(name), withoutBadBytes(member)));
            return result;
        }
        return value;
    }

    /** {@code value} with two spaces an indent and no newline at the end; otherwise as {@link #compact(Object)}. */
    public static String pretty(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, 0);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, int indent) {
        if (value instanceof Map<?, ?> map) {
            char separator = '{';
            for (var entry : map.entrySet()) {
                out.append(separator);
                newLine(out, indent, 1);
                text(out, (String) entry.getKey());
                out.append(indent < 0 ? ":" : ": ");
                write(out, entry.getValue(), indent < 0 ? indent : indent + 1);
                separator = ',';
            }
            end(out, map.isEmpty(), "{}", indent);
        } else if (value instanceof List<?> list) {
            char separator = '[';
            for (Object element : list) {
                out.append(separator);
                newLine(out, indent, 1);
                write(out, element, indent < 0 ? indent : indent + 1);
                separator = ',';
            }
            end(out, list.isEmpty(), "[]", indent);
        } else if (value instanceof String text) {
            text(out, text);
        } else if (value instanceof Long number) {
            out.append(Long.toUnsignedString(number));
        } else {
            out.append(value);
        }
    }

    private static void text(StringBuilder out, String text) {
        String problem = JsonStrings.append(out, text);
        if (problem != null) {
            throw JsonTypeException.notUtf8(problem);
        }
    }

    private static void end(StringBuilder out, boolean empty, String brackets, int indent) {
        if (empty) {
            out.append(brackets);
        } else {
            newLine(out, indent, 0);
            out.append(brackets.charAt(1));
        }
    }

    private static void newLine(StringBuilder out, int indent, int deeper) {
        if (indent >= 0) {
            out.append('\n').append("  ".repeat(indent + deeper));
        }
    }

    /** Byte text as a JSON string with its quotes; bytes above 127 are not escaped. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
