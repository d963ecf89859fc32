package io.github.nix4j.store.internal.json;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON byte for byte as Nix does: keys sorted, UTF-8 unescaped. Jackson's generator is not used because it takes
 * Unicode strings and lays numbers out otherwise.
 */
public final class JsonWriter {
    private static final int MAX_DIGITS = 17;
    private static final int MAX_PLAIN_EXPONENT = 15;
    private static final int MIN_PLAIN_EXPONENT = -4;

    private final StringBuilder out = new StringBuilder();
    private final int indent;

    private JsonWriter(int indent) {
        this.indent = indent;
    }

    /** The value on one line without spaces, as byte text. */
    public static String compact(Json value) {
        JsonWriter writer = new JsonWriter(0);
        writer.value(value, 0);
        return writer.out.toString();
    }

    /** The value with one entry a line, indented by {@code indent} spaces a level, as byte text without a final newline. */
    public static String pretty(Json value, int indent) {
        JsonWriter writer = new JsonWriter(indent);
        writer.value(value, 0);
        return writer.out.toString();
    }

    private void value(Json value, int depth) {
        if (value instanceof Json.Obj object) {
            object(object, depth);
        } else if (value instanceof Json.Arr array) {
            array(array, depth);
        } else if (value instanceof Json.Str string) {
            string(string.text());
        } else if (value instanceof Json.Bool bool) {
            out.append(bool.value());
        } else if (value instanceof Json.Int number) {
            out.append(number.negative() ? Long.toString(number.bits()) : Long.toUnsignedString(number.bits()));
        } else if (value instanceof Json.Real real) {
            real(real.value());
        } else {
            out.append("null");
        }
    }

    private void object(Json.Obj object, int depth) {
        if (object.entries().isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        Iterator<Map.Entry<String, Json>> entries = object.entries().entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Json> entry = entries.next();
            newline(depth + 1);
            string(entry.getKey());
            out.append(indent == 0 ? ":" : ": ");
            value(entry.getValue(), depth + 1);
            if (entries.hasNext()) {
                out.append(',');
            }
        }
        newline(depth);
        out.append('}');
    }

    private void array(Json.Arr array, int depth) {
        if (array.items().isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        Iterator<Json> items = array.items().iterator();
        while (items.hasNext()) {
            newline(depth + 1);
            value(items.next(), depth + 1);
            if (items.hasNext()) {
                out.append(',');
            }
        }
        newline(depth);
        out.append(']');
    }

    private void newline(int depth) {
        if (indent != 0) {
            out.append('\n').append(" ".repeat(indent * depth));
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

    /** The shortest digits that read back as {@code value}; Double.toString gives longer ones on JDK 17. */
    private void real(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            out.append("null");
            return;
        }
        if (value == 0) {
            out.append(1 / value < 0 ? "-0.0" : "0.0");
            return;
        }
        BigDecimal exact = new BigDecimal(Math.abs(value));
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= MAX_DIGITS; digits++) {
            shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (shortest.doubleValue() == Math.abs(value)) {
                break;
            }
        }
        shortest = shortest.stripTrailingZeros();
        String digits = shortest.unscaledValue().toString();
        int point = digits.length() - shortest.scale();
        out.append(value < 0 ? "-" : "");
        if (digits.length() <= point && point <= MAX_PLAIN_EXPONENT) {
            out.append(digits).append("0".repeat(point - digits.length())).append(".0");
        } else if (0 < point && point <= MAX_PLAIN_EXPONENT) {
            out.append(digits, 0, point).append('.').append(digits, point, digits.length());
        } else if (MIN_PLAIN_EXPONENT < point && point <= 0) {
            out.append("0.").append("0".repeat(-point)).append(digits);
        } else {
            out.append(digits.charAt(0));
            if (digits.length() > 1) {
                out.append('.').append(digits, 1, digits.length());
            }
            int exponent = Math.abs(point - 1);
            out.append('e')
                    .append(point - 1 < 0 ? '-' : '+')
                    .append(exponent < 10 ? "0" : "")
                    .append(exponent);
        }
    }
}
