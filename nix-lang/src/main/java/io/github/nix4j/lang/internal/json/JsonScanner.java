package io.github.nix4j.lang.internal.json;

import java.util.HexFormat;

/**
 * Splits JSON text (byte text) into tokens. What is wrong in a token is kept as a message in the words of the reference; the
 * reader decides when it is told.
 *
 * <p>{@code at} counts the bytes read, one more at the end of the text, as the columns in messages do.
 */
final class JsonScanner {
    private static final int EOF = -1;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final String[] CONTROL_NAMES = {
        "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR", "SO", "SI", "DLE",
        "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC", "FS", "GS", "RS", "US"
    };

    private final String text;
    private int at;

    /** Where the text quoted in a message begins. */
    private int quoteFrom;

    private int tokenFrom;
    private JsonToken token = JsonToken.NONE;
    private String problem = "";
    private String string = "";
    private long integer;
    private double number;
    private boolean started;

    JsonScanner(String text) {
        this.text = text;
    }

    JsonToken token() {
        return token;
    }

    String string() {
        return string;
    }

    long integer() {
        return integer;
    }

    double number() {
        return number;
    }

    String tokenText() {
        return text.substring(tokenFrom, at);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    JsonToken next() {
        if (!started) {
            started = true;
            if (!skipByteOrderMark()) {
                problem = "invalid BOM; must be 0xEF 0xBB 0xBF if given";
                return token = JsonToken.ERROR;
            }
        }
        return token = scan();
    }

    private boolean skipByteOrderMark() {
        if (peek() != 0xef) {
            return true;
        }
        at++;
        return read() == 0xbb && read() == 0xbf;
    }

    private int peek() {
        return at < text.length() ? text.charAt(at) : EOF;
    }

    /** The next byte. At the end, counts one beyond. */
    private int read() {
        int c = peek();
        at++;
        return c;
    }

    private JsonToken scan() {
        int c = read();
        while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            c = read();
        }
        tokenFrom = at - 1;
        switch (c) {
            case '[':
                return JsonToken.BEGIN_ARRAY;
            case ']':
                return JsonToken.END_ARRAY;
            case '{':
                return JsonToken.BEGIN_OBJECT;
            case '}':
                return JsonToken.END_OBJECT;
            case ':':
                return JsonToken.NAME_SEPARATOR;
            case ',':
                return JsonToken.VALUE_SEPARATOR;
            case 't':
                return literal("true", JsonToken.TRUE);
            case 'f':
                return literal("false", JsonToken.FALSE);
            case 'n':
                return literal("null", JsonToken.NULL);
            case '"':
                quoteFrom = tokenFrom;
                return scanString();
            case EOF, 0:
                return JsonToken.END;
            default:
                if (c == '-' || (c >= '0' && c <= '9')) {
                    quoteFrom = tokenFrom;
                    return scanNumber(c);
                }
                return error("invalid literal");
        }
    }

    private JsonToken error(String what) {
        problem = what;
        return JsonToken.ERROR;
    }

    private JsonToken literal(String word, JsonToken meaning) {
        for (int i = 1; i < word.length(); i++) {
            if (read() != word.charAt(i)) {
                return error("invalid literal");
            }
        }
        return meaning;
    }

    // ---- numbers

    private JsonToken scanNumber(int first) {
        int c = first == '-' ? read() : first;
        if (c < '0' || c > '9') {
            return error("invalid number; expected digit after '-'");
        }
        boolean isFloat = false;
        if (c == '0') {
            c = read();
        } else {
            c = digits();
        }
        if (c == '.') {
            isFloat = true;
            c = read();
            if (c < '0' || c > '9') {
                return error("invalid number; expected digit after '.'");
            }
            c = digits();
        }
        if (c == 'e' || c == 'E') {
            isFloat = true;
            c = read();
            if (c == '+' || c == '-') {
                c = read();
                if (c < '0' || c > '9') {
                    return error("invalid number; expected digit after exponent sign");
                }
            } else if (c < '0' || c > '9') {
                return error("invalid number; expected '+', '-', or digit after exponent");
            }
            digits();
        }
        at--; // what ends a number belongs to the next token
        String digits = tokenText();
        if (!isFloat) {
            try {
                if (first == '-') {
                    integer = Long.parseLong(digits);
                    return JsonToken.INTEGER;
                }
                integer = Long.parseUnsignedLong(digits);
                return JsonToken.UNSIGNED;
            } catch (NumberFormatException e) {
                // Does not fit in 64 bits: becomes a float, as in the reference.
                number = Double.parseDouble(digits);
                return JsonToken.FLOAT;
            }
        }
        number = Double.parseDouble(digits);
        return JsonToken.FLOAT;
    }

    /** Skips digits and reads what follows. */
    private int digits() {
        int c = read();
        while (c >= '0' && c <= '9') {
            c = read();
        }
        return c;
    }

    // ---- strings

    private JsonToken scanString() {
        StringBuilder unescaped = null; // made when the first escape is met
        int plainFrom = at;
        while (true) {
            int c = read();
            if (c >= 0x80) {
                int end = JsonStrings.sequenceEnd(text, at - 1);
                if (end < 0) {
                    at = -end; // the byte at which it goes wrong has been read
                    return error("invalid string: ill-formed UTF-8 byte");
                }
                at = end;
            } else if (c == '"') {
                string = unescaped == null
                        ? text.substring(plainFrom, at - 1)
                        : unescaped.append(text, plainFrom, at - 1).toString();
                return JsonToken.STRING;
            } else if (c == '\\') {
                if (unescaped == null) {
                    unescaped = new StringBuilder();
                }
                unescaped.append(text, plainFrom, at - 1);
                if (!escape(unescaped)) {
                    return JsonToken.ERROR;
                }
                plainFrom = at;
            } else if (c == EOF) {
                return error("invalid string: missing closing quote");
            } else if (c < 0x20) {
                return error(controlCharacter(c));
            }
        }
    }

    private static String controlCharacter(int c) {
        String code = "00" + HEX.toHexDigits((byte) c);
        String letter = switch (c) {
            case '\b' -> " or \\b";
            case '\t' -> " or \\t";
            case '\n' -> " or \\n";
            case '\f' -> " or \\f";
            case '\r' -> " or \\r";
            default -> "";
        };
        return "invalid string: control character U+" + code + " (" + CONTROL_NAMES[c] + ") must be escaped to \\u"
                + code + letter;
    }

    private boolean escape(StringBuilder out) {
        int c = read();
        switch (c) {
            case '"', '\\', '/':
                out.append((char) c);
                return true;
            case 'b':
                out.append('\b');
                return true;
            case 'f':
                out.append('\f');
                return true;
            case 'n':
                out.append('\n');
                return true;
            case 'r':
                out.append('\r');
                return true;
            case 't':
                out.append('\t');
                return true;
            case 'u':
                return unicodeEscape(out);
            default:
                problem = "invalid string: forbidden character after backslash";
                return false;
        }
    }

    private boolean unicodeEscape(StringBuilder out) {
        int code = fourHexDigits();
        if (code < 0) {
            problem = "invalid string: '\\u' must be followed by 4 hex digits";
            return false;
        }
        if (code >= 0xd800 && code <= 0xdbff) {
            if (read() != '\\' || read() != 'u') {
                problem = "invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF";
                return false;
            }
            int low = fourHexDigits();
            if (low < 0) {
                problem = "invalid string: '\\u' must be followed by 4 hex digits";
                return false;
            }
            if (low < 0xdc00 || low > 0xdfff) {
                problem = "invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF";
                return false;
            }
            code = 0x10000 + (code - 0xd800 << 10) + (low - 0xdc00);
        } else if (code >= 0xdc00 && code <= 0xdfff) {
            problem = "invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF";
            return false;
        }
        appendUtf8(out, code);
        return true;
    }

    private int fourHexDigits() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int c = read();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code;
    }

    private static void appendUtf8(StringBuilder out, int code) {
        if (code < 0x80) {
            out.append((char) code);
        } else if (code < 0x800) {
            out.append((char) (0xc0 | code >> 6)).append((char) (0x80 | code & 0x3f));
        } else if (code < 0x10000) {
            out.append((char) (0xe0 | code >> 12))
                    .append((char) (0x80 | code >> 6 & 0x3f))
                    .append((char) (0x80 | code & 0x3f));
        } else {
            out.append((char) (0xf0 | code >> 18))
                    .append((char) (0x80 | code >> 12 & 0x3f))
                    .append((char) (0x80 | code >> 6 & 0x3f))
                    .append((char) (0x80 | code & 0x3f));
        }
    }

    // ---- messages

    JsonSyntaxException emptyInput() {
        return new JsonSyntaxException(
                "[json.exception.parse_error.101] parse error" + place()
                        + ": attempting to parse an empty input; check that your input string or stream contains the expected JSON");
    }

    /** Says that the current token is not what was {@code expected} in {@code context}. */
    JsonSyntaxException syntaxError(JsonToken expected, String context) {
        StringBuilder out = new StringBuilder("[json.exception.parse_error.101] parse error")
                .append(place())
                .append(": syntax error while parsing ")
                .append(context)
                .append(" - ");
        if (token == JsonToken.ERROR) {
            out.append(problem).append("; last read: '").append(quote()).append('\'');
        } else {
            out.append("unexpected ").append(token.display);
        }
        if (expected != JsonToken.NONE) {
            out.append("; expected ").append(expected.display);
        }
        return new JsonSyntaxException(out.toString());
    }

    private String place() {
        int read = Math.min(at, text.length());
        int line = 1;
        int lineFrom = 0;
        for (int i = text.indexOf('\n'); i >= 0 && i < read; i = text.indexOf('\n', i + 1)) {
            line++;
            lineFrom = i + 1;
        }
        boolean isNumber = token == JsonToken.INTEGER || token == JsonToken.UNSIGNED || token == JsonToken.FLOAT;
        // The reference steps back over what ended a number; stepping back over a newline, it forgets the column.
        int column = isNumber && at < text.length() && text.charAt(at) == '\n' ? 0 : at - lineFrom;
        return " at line " + line + ", column " + column;
    }

    private String quote() {
        StringBuilder out = new StringBuilder();
        for (int i = quoteFrom; i < Math.min(at, text.length()); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                out.append("<U+00").append(HEX.toHexDigits((byte) c)).append('>');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
