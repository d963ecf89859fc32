package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.store.ByteText;

/** How strings and names are spelled in printed values and messages. All text is byte text. */
public final class Literals {
    private static final String OPEN = ByteText.fromUnicode("«");
    private static final String CLOSE = ByteText.fromUnicode("»");

    private Literals() {}

    /** Appends {@code text} in quotes, as a Nix string literal. */
    public static void string(StringBuilder out, String text) {
        string(out, text, text.length());
    }

    /** Appends the first {@code end} bytes of {@code text} in quotes. */
    public static void string(StringBuilder out, String text, int end) {
        out.append('"');
        int plainFrom = 0;
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            char letter = switch (c) {
                case '"', '\\' -> c;
                case '\n' -> 'n';
                case '\r' -> 'r';
                case '\t' -> 't';
                case '$' -> i + 1 < text.length() && text.charAt(i + 1) == '{' ? '$' : 0;
                default -> 0;
            };
            if (letter != 0) {
                out.append(text, plainFrom, i).append('\\').append(letter);
                plainFrom = i + 1;
            }
        }
        out.append(text, plainFrom, end).append('"');
    }

    /** {@code text} between the quotes that mark what is no Nix code. */
    public static String quoted(String text) {
        return OPEN + text + CLOSE;
    }

    /** A name as messages show it: see {@link #attributeName}. */
    public static String name(String name) {
        if (isIdentifier(name) && !isKeyword(name)) {
            return name;
        }
        StringBuilder out = new StringBuilder(name.length() + 8);
        string(out, name);
        return out.toString();
    }

    /** Appends a name as it would stand before {@code =}: bare where the grammar allows, else in quotes. */
    public static void attributeName(StringBuilder out, String name) {
        if (isIdentifier(name) && !isKeyword(name)) {
            out.append(name);
        } else {
            string(out, name);
        }
    }

    /** Whether {@code name} is spelled like an identifier; keywords are. */
    public static boolean isIdentifier(String name) {
        if (name.isEmpty() || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !(c >= '0' && c <= '9') && c != '-' && c != '\'') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    /** Whether {@code name} must be quoted though it is spelled like an identifier ({@code or} need not be). */
    public static boolean isKeyword(String name) {
        return switch (name) {
            case "if", "then", "else", "assert", "with", "let", "in", "rec", "inherit" -> true;
            default -> false;
        };
    }
}
