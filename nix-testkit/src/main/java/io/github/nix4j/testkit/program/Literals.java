package io.github.nix4j.testkit.program;

import java.util.List;

/** Literals, lists and the simplest expression of each type. */
final class Literals {
    private static final List<String> INTS = List.of(
            "0",
            "1",
            "2",
            "3",
            "7",
            "10",
            "42",
            "255",
            "1000",
            "65536",
            "007",
            "4294967296",
            "9007199254740993",
            "9223372036854775807",
            "(-1)",
            "(-5)",
            "(-9223372036854775807 - 1)");
    private static final List<String> FLOATS = List.of(
            "0.0",
            "1.0",
            "1.5",
            "0.1",
            ".5",
            "2.",
            "3.14159",
            "1.0e3",
            "1.5e-7",
            "1.0e100",
            "123456789.125",
            "1.0e21",
            "9.2e18",
            "(-0.0)",
            "(-2.75)",
            "2.5e15",
            "0.30000000000000004",
            "1.0e-5",
            "100000.0",
            "1234567.0");
    private static final List<String> PATHS = List.of(
            "./fix",
            "./fix/text",
            "./fix/dir",
            "./fix/dir/inner.nix",
            "./fix/./dir/../text",
            "./fix/link",
            "/absent/path",
            "./.",
            "../..",
            "fix/text",
            "<fix>",
            "<fix/dir>",
            "<fix/lib.nix>",
            "~/home-file",
            "./fix/data.json",
            "./fix/a.drv");

    private final Expressions expressions;
    private final Dice dice;

    Literals(Expressions expressions) {
        this.expressions = expressions;
        this.dice = expressions.dice;
    }

    Code of(Type type, Scope scope, int fuel) {
        if (type instanceof Type.ListOf list) {
            return list(list.element(), scope, fuel);
        }
        if (type instanceof Type.Attrs attrs) {
            return expressions.attrSets.of(attrs, scope, fuel);
        }
        if (type instanceof Type.MapOf map) {
            return expressions.attrSets.mapOf(map.value(), scope, fuel);
        }
        if (type instanceof Type.Function function) {
            return expressions.functions.of(function, scope, fuel);
        }
        return switch ((Type.Basic) type) {
            case INT -> integer();
            case FLOAT -> floating();
            case BOOL -> Code.atom(dice.of("true", "false"));
            case NULL -> Code.atom("null");
            case STRING -> expressions.strings.of(scope, fuel);
            case PATH -> path(scope, fuel);
            case DERIVATION -> derivation(scope, fuel);
            case ANY -> expressions.of(expressions.anyType(1), scope, fuel);
        };
    }

    Code integer() {
        if (dice.chance(0.03)) {
            expressions.used.add("__curPos");
            return Code.of(Code.SELECTION, dice.of("__curPos.line", "__curPos.column"));
        }
        expressions.used.add("integer");
        return Code.atom(dice.chance(0.6) ? Integer.toString(dice.below(12)) : dice.of(INTS));
    }

    private Code floating() {
        expressions.used.add("float");
        return Code.atom(dice.chance(0.8) ? dice.of(FLOATS) : dice.between(1, 999) + "." + dice.below(100000));
    }

    private Code path(Scope scope, int fuel) {
        int choice = dice.below(10);
        if (choice == 0) {
            expressions.used.add("interpolated path");
            String inner =
                    expressions.of(Type.Basic.STRING, scope, Math.min(fuel, 1)).text();
            return Code.atom(dice.of(
                    "./fix/${" + inner + "}",
                    "./${" + inner + "}/dir",
                    "/${" + inner + "}",
                    "fix/a${" + inner + "}b/c"));
        }
        String path = dice.of(PATHS);
        expressions.used.add(path.startsWith("<") ? "search path" : path.startsWith("~") ? "home path" : "path");
        return Code.atom(path);
    }

    Code list(Type element, Scope scope, int fuel) {
        expressions.used.add("list");
        int count = dice.chance(0.015) ? 0 : dice.between(1, 3);
        if (count == 0) {
            return Code.of(Code.ATOM, "[ ]");
        }
        StringBuilder text = new StringBuilder("[").append(Code.SPACE);
        for (int i = 0; i < count; i++) {
            text.append(expressions.of(element, scope, fuel / count).at(Code.SELECTION))
                    .append(Code.SPACE);
        }
        return Code.atom(text.append("]").toString());
    }

    private Code derivation(Scope scope, int fuel) {
        expressions.used.add("derivation");
        return new Code(
                "derivation" + Code.SPACE
                        + expressions
                                .sound(new Type.Special("drvArguments"), scope, fuel)
                                .at(Code.SELECTION),
                Code.APPLICATION);
    }
}
