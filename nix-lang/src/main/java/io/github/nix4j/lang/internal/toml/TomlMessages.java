package io.github.nix4j.lang.internal.toml;

import io.github.nix4j.store.ByteText;
import org.tomlj.TomlParseError;

/**
 * Puts the parser's errors into the reference's layout: a title, the line, a mark under it. For some errors the words are the
 * reference's too; the others keep those of the parser.
 */
final class TomlMessages {
    private TomlMessages() {}

    static TomlSyntaxException of(TomlParseError error, String text) {
        String message = ByteText.fromUnicode(String.valueOf(error.getMessage()));
        int line = error.position().line();
        int at = Math.max(0, error.position().column() - 1);
        String source = line(text, line);
        if (message.startsWith("Integer is too")) {
            return tooLarge(source, line, at);
        } else if (message.endsWith("expected a value")) {
            return excerpt("bad format: unknown value appeared", source, line, at, "here", "");
        } else if (message.startsWith("Leading zeros")) {
            return excerpt(
                    "bad integer: invalid digit after an integer",
                    source,
                    line,
                    numberSign(source, at) + 1,
                    "this digit is not allowed",
                    "Hint: valid  : -42, 1_000, 1_2_3_4_5, 0xC0FFEE, 0b0010, 0o755\n"
                            + "Hint: invalid: _42, 1__000, 0123\n");
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
        return excerpt("the text is not valid UTF-8", line(text, 1), 1, 0, "in or after this line", "");
    }

    private static int numberSign(String source, int at) {
        return at < source.length() && (source.charAt(at) == '-' || source.charAt(at) == '+') ? at + 1 : at;
    }

    private static TomlSyntaxException tooLarge(String source, int line, int at) {
        int digits = numberSign(source, at);
        String prefix = source.substring(digits, Math.min(source.length(), digits + 2));
        String kind = switch (prefix) {
            case "0x" -> "hex";
            case "0o" -> "oct";
            case "0b" -> "bin";
            default -> "dec";
        };
        int end = digits;
        while (end < source.length() && (Character.isLetterOrDigit(source.charAt(end)) || source.charAt(end) == '_')) {
            end++;
        }
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

    private static TomlSyntaxException excerpt(
            String title, String source, int line, int at, String note, String hints) {
        String number = Integer.toString(line);
        String margin = " ".repeat(number.length() + 2);
        return new TomlSyntaxException("[error] " + title + "\n --> fromTOML\n" + margin + "|\n " + number + " | "
                + source + "\n" + margin + "| " + " ".repeat(Math.max(0, at)) + "^-- " + note + "\n" + hints);
    }
}
