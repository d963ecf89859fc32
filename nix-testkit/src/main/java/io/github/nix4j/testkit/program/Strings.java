package io.github.nix4j.testkit.program;

import java.util.List;

/** Strings of all forms, with escapes, interpolations and indentation. */
final class Strings {
    private static final List<String> WORDS = List.of(
            "",
            "a",
            "b",
            "foo",
            "bar",
            "x y",
            "1",
            "1.5",
            "a.b",
            "/nix",
            "/a/b",
            "hello world",
            "A-Z",
            "é",
            "日本",
            "name",
            "out",
            "é\\nb",
            "tab\\tq",
            "\\\"",
            "\\\\",
            "$",
            "$$",
            "a$b",
            "\\${x}",
            "$${x}",
            "''",
            "'",
            "\\r",
            "#",
            "/*",
            "\\q",
            "line\nbreak",
            "<&>",
            "{}",
            "%",
            "0",
            "true");
    private static final List<String> INDENTED = List.of(
            "",
            "a",
            "foo bar",
            "  deeper",
            "''$",
            "''${x}",
            "'''",
            "''\\n",
            "''\\t",
            "$$",
            "$${x}",
            "'",
            "\ttab",
            "\"",
            "\\n",
            "é",
            "# no comment",
            "''\\x",
            "trailing  ");
    private static final List<String> URIS =
            List.of("http://example.org/a", "x:x", "https://a.b/c?d=e&f", "mailto:a@b.c", "a+b:c.d%20");

    private final Expressions expressions;
    private final Dice dice;

    Strings(Expressions expressions) {
        this.expressions = expressions;
        this.dice = expressions.dice;
    }

    /** Text that may stand between double quotes and needs no escapes. */
    String word() {
        return dice.of("a", "b", "foo", "bar", "x", "hello", "out", "name", "1.2", "a-b");
    }

    Code of(Scope scope, int fuel) {
        int choice = dice.below(20);
        if (choice == 0) {
            expressions.used.add("uri");
            return Code.atom(dice.of(URIS));
        }
        if (choice < 4) {
            return indented(scope, fuel);
        }
        if (choice < (fuel > 0 ? 10 : 6)) {
            return interpolated(scope, fuel);
        }
        expressions.used.add("string");
        return Code.atom("\"" + dice.of(WORDS) + (dice.chance(0.3) ? dice.of(WORDS) : "") + "\"");
    }

    private Code interpolated(Scope scope, int fuel) {
        expressions.used.add("interpolated string");
        StringBuilder text = new StringBuilder("\"");
        int parts = dice.between(1, 3);
        for (int i = 0; i < parts; i++) {
            if (dice.chance(0.4)) {
                text.append(dice.of(WORDS));
            }
            text.append(interpolation(scope, fuel / parts));
        }
        if (dice.chance(0.5)) {
            text.append(dice.of(WORDS));
        }
        return Code.atom(text.append("\"").toString());
    }

    /** An interpolation of something that can be coerced to a string. */
    String interpolation(Scope scope, int fuel) {
        Type type = dice.chance(0.8) ? Type.Basic.STRING : new Type.Special("stringable");
        return "${" + expressions.of(type, scope, fuel).text() + "}";
    }

    private Code indented(Scope scope, int fuel) {
        expressions.used.add("indented string");
        StringBuilder text = new StringBuilder("''");
        int lines = dice.between(0, 3);
        if (lines > 0 && dice.chance(0.8)) {
            text.append(dice.of("", "  ")).append("\n");
        }
        int indent = dice.below(5);
        for (int i = 0; i < lines; i++) {
            text.append(" ".repeat(Math.max(0, indent + dice.between(-1, 2))));
            text.append(dice.of(INDENTED));
            if (dice.chance(0.35)) {
                text.append(interpolation(scope, fuel / (lines + 1)));
                if (dice.chance(0.5)) {
                    text.append(dice.of(INDENTED));
                }
            }
            if (i < lines - 1 || dice.chance(0.7)) {
                text.append(dice.of("\n", "\n", "\n", "\r\n", "\n\n", "\n   \n"));
            }
        }
        return Code.atom(closed(text, indent));
    }

    // A quote before the closing quotes would read as an escape.
    private String closed(StringBuilder text, int indent) {
        if (text.length() > 2 && (text.charAt(text.length() - 1) == '\'' || text.charAt(text.length() - 1) == '$')) {
            text.append(' ');
        }
        return text + (dice.chance(0.5) ? " ".repeat(indent) : "") + "''";
    }
}
