package io.github.nix4j.lang.internal.toml;

import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.tomlj.TomlParseError;

/**
 * Puts the parser's errors into the reference's layout: a title, the line, a mark under it; one of each line, since both sides go
 * on behind a line that is wrong. For most errors the words are the reference's too; the others keep those of the parser.
 */
final class TomlMessages {
    private static final String INTEGER_HINTS =
            "Hint: valid  : -42, 1_000, 1_2_3_4_5, 0xC0FFEE, 0b0010, 0o755\n" + "Hint: invalid: _42, 1__000, 0123\n";
    private static final String FLOAT_HINTS = "Hint: valid  : +1.0, -2e-2, 3.141_592_653_589, inf, nan\n"
            + "Hint: invalid: .0, 1., _1.0, 1.0_, 1_.0, 1.0__0\n";

    private static final Map<Character, String> NAMES = Map.of(
            '\t', "(TAB)",
            '\u000b', "(VERTICAL TAB)",
            '\f', "(FORM FEED)",
            '\r', "(CARRIAGE RETURN)",
            '\u001b', "(ESCAPE)");

    private TomlMessages() {}

    static TomlSyntaxException of(List<TomlParseError> errors, String text) {
        List<TomlParseError> sorted = new ArrayList<>(errors);
        sorted.sort(Comparator.comparingInt((TomlParseError e) -> e.position().line())
                .thenComparingInt(e -> e.position().column()));
        StringBuilder all = new StringBuilder();
        int told = 0;
        boolean skipping = false;
        for (TomlParseError error : sorted) {
            int number = error.position().line();
            String line = line(text, number);
            boolean header = line.strip().startsWith("[");
            skipping = skipping && !header;
            // What follows a wrong name of a table or a value with more behind it is skipped up to the next table.
            if (number > told && !skipping && !(header && told > 0)) {
                String message = of(error, text);
                all.append(message);
                told = number;
                skipping = message.contains("toml::parse_table: newline");
            }
            skipping = skipping || header;
        }
        return new TomlSyntaxException(all.toString());
    }

    private static String of(TomlParseError error, String text) {
        String message = ByteText.fromUnicode(String.valueOf(error.getMessage()));
        int line = error.position().line();
        int at = Math.max(0, error.position().column() - 1);
        String source = line(text, line);
        if (message.startsWith("Integer is too")) {
            return tooLarge(source, line, at);
        } else if (message.startsWith("Float is too")) {
            return excerpt(
                    "toml::parse_floating: failed to read floating point value from stream",
                    source,
                    line,
                    numberEnd(source, at),
                    "here",
                    "");
        } else if (message.endsWith("expected a value")) {
            return noValue(source, line, at);
        } else if (message.startsWith("Leading zeros")) {
            return leadingZero(source, line, numberSign(source, at) + 1);
        } else if (message.endsWith("expected a newline or end-of-input")) {
            return notTheEnd(source, line, at);
        } else if (message.startsWith("Invalid escape sequence") || message.endsWith("expected \" or a character")) {
            return excerpt("toml::parse_basic_string: invalid string format", source, line, at, "expected \"", "");
        } else if (message.endsWith("expected '")) {
            return excerpt("toml::parse_literal_string: invalid string format", source, line, at, "expected '", "");
        } else if (message.endsWith("expected . or =") || message.endsWith("expected =")) {
            return excerpt(
                    "toml::parse_key_value_pair: invalid key value separator `=`", source, line, at, "expected =", "");
        } else if (message.contains("expected a key, a table key")
                || message.contains("expected a key, }")
                || message.endsWith("expected a key")) {
            return excerpt(
                    "toml::parse_simple_key: invalid key: key must be \"quoted\", 'quoted-literal', or bare key.",
                    source,
                    line,
                    at,
                    "expected alpha [a-zA-Z], digit [0-9], -, or _",
                    "Hint: non-ASCII scripts are allowed in toml v1.1.0, but not in v1.0.0.\n");
        } else if (message.endsWith("expected ]")) {
            return excerpt("toml::parse_file: invalid table key", source, line, at, "expected ]", "");
        } else if (message.endsWith("expected ]] or .")) {
            return excerpt("toml::parse_file: invalid array-table key", source, line, at, "expected ]]", "");
        } else if (message.endsWith("expected ], a comma, or a newline")) {
            return excerpt(
                    "toml::parse_array: expected value-separator `,` or closing `]`", source, line, at, "here", "");
        } else if (message.startsWith("A trailing comma is not allowed in an inline table")) {
            return excerpt(
                    "toml::parse_inline_table: trailing comma is not allowed in TOML-v1.0.0)",
                    source,
                    line,
                    source.indexOf('}', at),
                    "here",
                    "");
        }
        return excerpt(message, source, line, at, "here", "");
    }

    static TomlSyntaxException notUtf8(String text) {
        return new TomlSyntaxException(
                excerpt("the text is not valid UTF-8", line(text, 1), 1, 0, "in or after this line", ""));
    }

    /** Something else than a value stands where one must be. */
    private static String noValue(String source, int line, int at) {
        if (source.startsWith("True", at) || source.startsWith("TRUE", at)) {
            return excerpt(
                    "toml::parse_value: `true` must be in lowercase. A string must be surrounded by quotes.",
                    source,
                    line,
                    at,
                    "expected true or false",
                    "");
        } else if (source.startsWith(".", at)) {
            return excerpt(
                    "bad float: integer part is required before decimal point",
                    source,
                    line,
                    at,
                    "missing integer part",
                    FLOAT_HINTS);
        } else if (source.startsWith("_", at)) {
            return excerpt(
                    "bad number: `_` must be surrounded by digits",
                    source,
                    line,
                    at,
                    "digits required before `_`",
                    INTEGER_HINTS);
        }
        char first = at < source.length() ? source.charAt(at) : ' ';
        if (first == 't' || first == 'f') {
            return excerpt(
                    "toml::parse_boolean: invalid boolean: boolean must be `true` or `false`, in lowercase."
                            + " string must be surrounded by `\"`",
                    source,
                    line,
                    at,
                    "expected true or false",
                    "");
        }
        return excerpt("bad format: unknown value appeared", source, line, at, "here", "");
    }

    /** A value is followed by something that cannot follow it; if it is a number, the reference takes it as part of it. */
    private static String notTheEnd(String source, int line, int at) {
        char before = at > 0 && at <= source.length() ? source.charAt(at - 1) : ' ';
        char here = at < source.length() ? source.charAt(at) : ' ';
        if (before == '0' && here >= '0' && here <= '9') {
            return leadingZero(source, line, at);
        } else if (before == '0' && here == 'x') {
            return excerpt(
                    "toml::parse_hex_integer: invalid integer: hex_int must be like: 0xC0FFEE, 0xdead_beef",
                    source,
                    line,
                    at + 1,
                    "expected hex [0-9a-fA-F]",
                    "");
        } else if (before >= '0' && before <= '9' && here == '_') {
            return excerpt(
                    "bad integer: `_` must be surrounded by digits",
                    source,
                    line,
                    at,
                    "invalid underscore",
                    INTEGER_HINTS);
        } else if (before >= '0' && before <= '9' && (here == '.' || here == 'e' || here == 'E')) {
            return excerpt("bad float: invalid format", source, line, at, "here", FLOAT_HINTS);
        }
        return excerpt("toml::parse_table: newline (LF / CRLF) or EOF is expected", source, line, at, "here", "");
    }

    private static String leadingZero(String source, int line, int at) {
        return excerpt(
                "bad integer: invalid digit after an integer",
                source,
                line,
                at,
                "this digit is not allowed",
                INTEGER_HINTS);
    }

    private static int numberEnd(String source, int at) {
        int end = at;
        while (end < source.length()
                && (Character.isLetterOrDigit(source.charAt(end)) || "_+-.".indexOf(source.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private static int numberSign(String source, int at) {
        return at < source.length() && (source.charAt(at) == '-' || source.charAt(at) == '+') ? at + 1 : at;
    }

    private static String tooLarge(String source, int line, int at) {
        int digits = numberSign(source, at);
        String prefix = source.substring(digits, Math.min(source.length(), digits + 2));
        String kind = switch (prefix) {
            case "0x" -> "hex";
            case "0o" -> "oct";
            case "0b" -> "bin";
            default -> "dec";
        };
        int end = numberEnd(source, digits);
        String title = "toml::parse_" + kind + "_integer: too large integer: current max "
                + (kind.equals("dec") ? "digits" : "value") + " = 2^63";
        return excerpt(title, source, line, end, "must be < 2^63", "");
    }

    private static String line(String text, int number) {
        int from = 0;
        for (int i = 1; i < number; i++) {
            from = text.indexOf('\n', from) + 1;
        }
        int end = text.indexOf('\n', from);
        return text.substring(from, end < 0 ? text.length() : end);
    }

    private static String excerpt(String title, String source, int line, int at, String note, String hints) {
        String number = Integer.toString(line);
        String margin = " ".repeat(number.length() + 2);
        return "[error] " + title + "\n --> fromTOML\n" + margin + "|\n " + number + " | " + printable(source) + "\n"
                + margin + "| " + " ".repeat(Math.max(0, at)) + "^-- " + note + "\n" + hints;
    }

    /** Bytes that are no ASCII text are shown as numbers, a few of them with their names. */
    private static String printable(String source) {
        StringBuilder out = new StringBuilder(source.length());
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c >= 0x7f || c < ' ') {
                out.append("0x").append(HexFormat.of().toHexDigits((byte) c)).append(NAMES.getOrDefault(c, ""));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
