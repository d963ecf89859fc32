package io.github.nix4j.testkit.program;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values that builtins want in a special form: regular expressions, TOML, hashes, files of the fixture and the like. */
final class Samples {
    private static final Type STRING = Type.Basic.STRING;

    private final Expressions expressions;
    private final Dice dice;
    private final Texts texts;

    Samples(Expressions expressions) {
        this.expressions = expressions;
        this.dice = expressions.dice;
        this.texts = new Texts(dice);
    }

    Code of(String kind, Scope scope, int fuel) {
        if (kind.startsWith("=")) {
            return quoted(kind.substring(1));
        }
        return switch (kind) {
            case "regex" -> quoted(texts.damaged(texts.regex(), 0.04));
            case "subject" -> quoted(texts.subject());
            case "version" -> quoted(texts.version());
            case "json" -> quoted(texts.damaged(texts.json(2), 0.1));
            case "toml" -> toml();
            case "hashAlgorithm" ->
                quoted(dice.of("md5", "sha1", "sha256", "sha512", "sha256", "sha256", "blake3", "sha257"));
            case "hashArguments" -> Code.of(Code.ATOM, texts.hashArguments());
            case "name" -> quoted(expressions.attrSets.anyName());
            case "fileName" -> quoted(dice.of("a", "b.txt", "a-b", "x+y", "_", "a b", ".a", "1"));
            case "variable" -> quoted(dice.of("HOME", "ABSENT", "FUZZ_VARIABLE", "PATH_", ""));
            case "pathText" ->
                quoted(dice.of("/a/b", "/", "/a//b/", "a/b", "", "a", "a/", "/fix/../text", "/a.b/c", "//", "./a"));
            case "file" ->
                Code.atom(dice.of(
                        "./fix/text",
                        "./fix/data.json",
                        "./fix/data.toml",
                        "./fix/dir/inner.nix",
                        "./fix/link",
                        "./fix/bytes"));
            case "nixFile" ->
                Code.atom(dice.of(
                        "./fix",
                        "./fix/lib.nix",
                        "./fix/dir/inner.nix",
                        "./fix/dir",
                        "./fix/fails.nix",
                        "./fix/link.nix",
                        "./fix/value.nix"));
            case "directory" -> Code.atom(dice.of("./fix", "./fix/dir", "./fix/empty", "./fix/text"));
            case "searchPath" ->
                Code.of(
                        Code.ATOM,
                        dice.of(
                                "[ { path = ./fix; } ]",
                                "[ { path = ./fix; prefix = \"foo\"; } ]",
                                "[ { prefix = \"\"; path = \"/absent\"; } { path = ./fix/dir; prefix = \"x\"; } ]",
                                "builtins.nixPath",
                                "[ ]"));
            case "lookup" ->
                quoted(dice.of("text", "foo/text", "x", "x/inner.nix", "fix", "absent", "foo/dir", "dir/inner.nix"));
            case "small" -> Code.atom(Integer.toString(dice.below(5)));
            case "index" -> Code.atom(Integer.toString(dice.chance(0.97) ? 0 : dice.below(3)));
            case "strings" -> dice.chance(0.85) ? two(scope, fuel) : expressions.literals.list(STRING, scope, fuel);
            case "less" ->
                Code.of(
                        Code.EXPRESSION,
                        dice.of("a: b: a < b", "a: b: b < a", "builtins.lessThan", "a: b: false", "a: b: a <= b"));
            case "function" -> function(scope, fuel);
            case "record" -> expressions.of(expressions.attrSets.anyAttrs(1), scope, fuel);
            case "data" -> data(scope, fuel);
            case "stringable" -> stringable(scope, fuel);
            case "contextString" -> contextString(scope, fuel);
            case "context" -> Code.of(Code.ATOM, texts.context());
            case "drvPath" ->
                new Code(expressions.of(Type.Basic.DERIVATION, scope, fuel).at(Code.ATOM) + ".drvPath", Code.SELECTION);
            case "drvArguments" -> derivationArguments(scope, fuel);
            case "storePath" ->
                quoted("/nix/store/" + "0123456789abcdfghijklmnpqrsvwxyz".substring(0, 32) + "-"
                        + dice.of("a", "b.drv"));
            case "pathArguments" -> Code.of(Code.ATOM, texts.pathArguments());
            case "closure" -> Code.of(Code.ATOM, texts.closure());
            case "flakeRef" -> quoted(texts.flakeRef());
            case "flakeAttrs" -> Code.of(Code.ATOM, texts.flakeAttrs());
            case "badFlake" -> quoted(dice.of("a b", "", "nope:x"));
            case "fetchArguments" -> Code.of(Code.ATOM, texts.fetchArguments());
            case "mercurialArguments" -> Code.of(Code.ATOM, texts.mercurialArguments());
            case "closureArguments" -> Code.of(Code.ATOM, texts.closureArguments());
            case "literal" -> Code.atom(Integer.toString(dice.below(100)));
            case "hidden" -> Code.atom("null");
            default -> throw new IllegalStateException("no sample of '" + kind + "'");
        };
    }

    /** A list of two strings: most lists that belong together are as long as each other. */
    private Code two(Scope scope, int fuel) {
        expressions.used.add("list");
        String first = expressions.of(STRING, scope, fuel / 2).at(Code.SELECTION);
        String second = expressions.of(STRING, scope, fuel / 2).at(Code.SELECTION);
        return Code.atom("[" + Code.SPACE + first + Code.SPACE + second + Code.SPACE + "]");
    }

    static Code quoted(String text) {
        return Code.atom("\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("${", "\\${")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + "\"");
    }

    private Code toml() {
        String document = texts.damaged(new TomlTexts(dice).document(), 0.1);
        if (TomlTexts.hasTime(document) && dice.chance(0.7)) {
            expressions.used.add(Corners.GATED);
        }
        return quoted(document);
    }

    private Code function(Scope scope, int fuel) {
        Type argument = dice.chance(0.7) ? expressions.attrSets.anyAttrs(0) : Type.Basic.INT;
        return expressions.of(new Type.Function(argument, Type.Basic.INT), scope, fuel);
    }

    /** Something without functions. */
    private Code data(Scope scope, int fuel) {
        Type type = dice.of(
                Type.Basic.INT,
                Type.Basic.FLOAT,
                Type.Basic.BOOL,
                Type.Basic.NULL,
                STRING,
                new Type.ListOf(dice.of(Type.Basic.INT, Type.Basic.FLOAT, STRING)),
                new Type.ListOf(new Type.ListOf(Type.Basic.INT)),
                Type.Basic.PATH,
                Type.Basic.DERIVATION);
        return dice.chance(0.3) ? expressions.of(new Type.MapOf(type), scope, fuel) : expressions.of(type, scope, fuel);
    }

    private Code stringable(Scope scope, int fuel) {
        switch (dice.below(8)) {
            case 0:
                return Code.of(Code.ATOM, "{ __toString = self: ")
                        .plus(expressions.of(STRING, scope, fuel - 1).text(), "; a = 1; }".replace(' ', Code.SPACE));
            case 1:
                return Code.of(Code.ATOM, "{ outPath = ")
                        .plus(expressions.of(STRING, scope, fuel - 1).text(), "; }".replace(' ', Code.SPACE));
            case 2, 3:
                return expressions.of(Type.Basic.DERIVATION, scope, fuel);
            case 4:
                return expressions.of(Type.Basic.PATH, scope, fuel);
            default:
                return expressions.of(STRING, scope, fuel);
        }
    }

    private Code contextString(Scope scope, int fuel) {
        if (dice.chance(0.4)) {
            return expressions.of(STRING, scope, fuel);
        }
        Code derivation = expressions.of(Type.Basic.DERIVATION, scope, fuel);
        return dice.of(
                Code.atom("\"${" + derivation.text() + "}\""),
                new Code(derivation.at(Code.ATOM) + ".drvPath", Code.SELECTION),
                Code.atom("\"${./fix/text}\""),
                Code.atom("\"a${(" + derivation.text() + ").outPath}b${./fix/dir}\""));
    }

    private Code derivationArguments(Scope scope, int fuel) {
        Map<String, String> attributes = new TreeMap<>(texts.derivation());
        int extra = dice.below(3);
        for (int i = 0; i < extra; i++) {
            Type type = dice.of(
                    STRING,
                    STRING,
                    Type.Basic.INT,
                    Type.Basic.BOOL,
                    Type.Basic.NULL,
                    Type.Basic.PATH,
                    new Type.ListOf(STRING),
                    Type.Basic.FLOAT);
            attributes.putIfAbsent(
                    dice.of("env", "src", "a", "flags", "version", "passAsFile2"),
                    expressions.of(type, scope, fuel / 3).text());
        }
        if (dice.chance(0.25)) {
            attributes.putIfAbsent(
                    "args",
                    expressions.of(new Type.ListOf(STRING), scope, fuel / 3).text());
        }
        StringBuilder set = new StringBuilder("{").append(Code.SPACE);
        List<String> names = new java.util.ArrayList<>(attributes.keySet());
        java.util.Collections.shuffle(names, new java.util.Random(dice.anyLong()));
        for (String name : names) {
            set.append(name)
                    .append(Code.SPACE)
                    .append('=')
                    .append(Code.SPACE)
                    .append(attributes.get(name))
                    .append(';')
                    .append(Code.SPACE);
        }
        return Code.atom(set.append("}").toString());
    }
}
