package io.github.nix4j.testkit.program;

import java.util.List;

/** TOML documents, most of them right. */
final class TomlTexts {
    private static final List<String> KEYS = List.of(
            "a", "b", "c", "d", "e", "f", "a.b", "a.c", "b.x.y", "a . d", "\"a b\"", "'q'", "1", "1.2", "a-b", "_x",
            "\"\"", "t.u");
    private static final List<String> WRONG_KEYS =
            List.of("é", "a..b", ".a", "a.", "a b", "\"a", "'a", "+", "", "a.\n", "[a]", "\"\"\"k\"\"\"");
    private static final List<String> HEADERS = List.of(
            "[t]",
            "[t.u]",
            "[[r]]",
            "[[r.s]]",
            "[ v ]",
            "[\"w x\"]",
            "[a]",
            "[[a]]",
            "[r.z]",
            "[b.x]",
            "[ y . z ]",
            "[t] # c");
    private static final List<String> WRONG_HEADERS = List.of(
            "[t", "[]", "[[]]", "[[r]", "[t]]", "[ [r] ]", "[t] x", "[t.]", "[.t]", "[t\n]", "[é]", "[t u]", "[a = 1]");
    private static final List<String> VALUES = List.of(
            "1",
            "+1",
            "-1",
            "0",
            "-0",
            "1_000",
            "0x1F",
            "0xdead_beef",
            "0o17",
            "0b1101",
            "9223372036854775807",
            "-9223372036854775808",
            "1.5",
            "1e5",
            "1.5e3",
            "1E-2",
            "-0.0",
            "1_0.5_0",
            "1e-400",
            "inf",
            "-inf",
            "nan",
            "+nan",
            "true",
            "false",
            "\"a\"",
            "'a'",
            "\"\"",
            "''",
            "\"\\u00e9\\U0001F600\\t\\n\\\\\\\"\"",
            "'a\\b'",
            "\"é\"",
            "\"\"\"\na\nb\"\"\"",
            "'''\na\nb'''",
            "\"\"\"a\\\n   b\"\"\"",
            "\"\"\"a\"\"b\"\"\"",
            "'''\r\n'''",
            "\"\"\"\r\na\r\n\"\"\"",
            "\"\"\"a\\\r\n b\"\"\"",
            "'''a'b'''",
            "[ ]",
            "[1, 2]",
            "[1, 2,]",
            "[\"a\", 1]",
            "[\n1,\n# c\n2\n]",
            "[[1], [2, 3]]",
            "[{a = 1}, {b = 2}]",
            "{ }",
            "{a = 1}",
            "{a = 1, b.c = [2]}",
            "{a = {b = 1}}",
            "{a.b = 1, a.c = 2}",
            "1 # c",
            "1\t");
    private static final List<String> WRONG_VALUES = List.of(
            "01",
            "1__0",
            "_1",
            "1_",
            "0xg",
            "0x",
            "-0x1",
            "+0b1",
            "0o8",
            "0b12",
            "9223372036854775808",
            "99999999999999999999",
            "0xffffffffffffffffff",
            "1.",
            ".5",
            "1e",
            "1e+",
            "1.e3",
            "1e400",
            "infinity",
            "Inf",
            "NaN",
            "True",
            "truee",
            "t",
            "\"\\q\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\U00110000\"",
            "\"a",
            "'a",
            "\"a\nb\"",
            "\"\"\"a",
            "'''a",
            "[1,,2]",
            "[,]",
            "[1",
            "[1 2]",
            "[1,",
            "{a = 1,}",
            "{a = 1 b = 2}",
            "{a = 1, a = 2}",
            "{a = 1",
            "{\na = 1}",
            "{= 1}",
            "{a}",
            "{,}",
            "{a.b = 1, a = 2}",
            "",
            "=",
            "a",
            "1 2",
            "1 =",
            "é",
            "\\",
            "-",
            "+",
            "1-2",
            "[1]]",
            "{}}",
            "\"a\"b",
            "[{a = 1}, 2",
            "\"\\u0000\"",
            "\"\\u0000a\"",
            "\"a\\u0000\"",
            "[1 2, \"a]b\", 3]",
            "[1 2, 'x,]y', \"\"\"]\"\"\"]",
            "[1 2, \"a\\\"]\", 'b\n]",
            "{a 1, b = \"}\", c = 2}",
            "{a = 1 b, c = '}', d = \"}\"}",
            "[1__0, \"]\", [ 'a]', 2 ], { b = \"]\" }]");
    private static final List<String> TIMES = List.of(
            "1979-05-27",
            "1979-05-27T07:32:00Z",
            "1979-05-27 07:32:00",
            "07:32:00",
            "1979-05-27T00:32:00.999999-07:00",
            "07:32:00.5",
            "1979-05-27 07:32:00Z",
            "1979-05-27t07:32:00.123456789123z",
            "[1979-05-27 , 07:32:00]",
            "1979-05-27 # c",
            "1979-13-01",
            "1979-05-27T25:00:00Z",
            "1979-05-27T07:32",
            "07:32",
            "1979-05-27T07:32:00+0700");

    private final Dice dice;

    TomlTexts(Dice dice) {
        this.dice = dice;
    }

    /** Whether a document has a time in it, which needs an experimental feature to be more than an error. */
    static boolean hasTime(String document) {
        return document.contains("1979") || document.contains(":32");
    }

    String document() {
        double wrong = dice.chance(0.6) ? 0 : 0.35;
        StringBuilder text = new StringBuilder();
        int lines = dice.between(1, 6);
        for (int i = 0; i < lines; i++) {
            text.append(line(wrong)).append(dice.of("\n", "\n", "\n", "\r\n", "\n\n", " \n"));
        }
        return dice.chance(0.2) ? text.toString().stripTrailing() : text.toString();
    }

    private String line(double wrong) {
        return switch (dice.below(10)) {
            case 0, 1 -> dice.of(dice.chance(wrong) ? WRONG_HEADERS : HEADERS);
            case 2 -> dice.of("# c", "", "  # é", "\t", " ");
            default ->
                dice.of("", "", "", " ", "\t")
                        + dice.of(dice.chance(wrong) ? WRONG_KEYS : KEYS)
                        + (dice.chance(wrong / 3) ? dice.of(" ", " == ", ":", "=\n") : dice.of(" = ", "=", " =\t"))
                        + value(wrong);
        };
    }

    private String value(double wrong) {
        if (dice.chance(0.04)) {
            return dice.of(TIMES);
        }
        return dice.of(dice.chance(wrong) ? WRONG_VALUES : VALUES);
    }
}
