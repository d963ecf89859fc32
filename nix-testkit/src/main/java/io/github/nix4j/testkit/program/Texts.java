package io.github.nix4j.testkit.program;

import java.util.Map;
import java.util.TreeMap;

/** Texts in other languages, and sets of arguments that make sense to a builtin. */
final class Texts {
    private final Dice dice;

    Texts(Dice dice) {
        this.dice = dice;
    }

    /** {@code text}, with one change of a character at {@code rate}. */
    String damaged(String text, double rate) {
        if (!dice.chance(rate) || text.isEmpty()) {
            return text;
        }
        int at = dice.below(text.length());
        String sign = dice.of(
                "{", "}", "[", "]", "(", ")", "\"", ":", ",", "\\", "e", "-", "+", ".", "0", "9", "u", "=", "'", "#",
                "\n", " ", "_", "x", "*", "?", "|", "\t", "é", "\u0002");
        return switch (dice.below(4)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + sign + text.substring(at);
            case 2 -> text.substring(0, at);
            default -> text.substring(0, at) + sign + text.substring(at + 1);
        };
    }

    String regex() {
        if (dice.chance(0.02)) {
            return dice.of(
                    "((a{100}){100}){100}", "(a|b){50000}", "[z-a]", "[[:nope:]]", "[[.a.]b]", "[[=a=]]", "a{2,1}");
        }
        StringBuilder text = new StringBuilder();
        int parts = dice.between(1, 4);
        for (int i = 0; i < parts; i++) {
            text.append(dice.of(
                    "a",
                    "b",
                    ".",
                    "[a-z]",
                    "[^a]",
                    "[[:alpha:]]",
                    "(a)",
                    "(b|c)",
                    "(a(b)?)",
                    "\\.",
                    "x*",
                    "a+",
                    "(ab)*",
                    "[0-9]{1,3}",
                    "(.*)",
                    "$",
                    "^",
                    "()",
                    "a{2}",
                    "[]a]",
                    "[[:space:][:digit:]]",
                    "|a",
                    "(a|ab)(c|bcd)",
                    "é",
                    "\\(",
                    "[.]"));
            if (dice.chance(0.1)) {
                text.append(dice.of("*", "+", "?", "{0,2}", ")", "{", "[", "\\"));
            }
        }
        return text.toString();
    }

    String subject() {
        StringBuilder text = new StringBuilder();
        int parts = dice.below(5);
        for (int i = 0; i < parts; i++) {
            text.append(dice.of("a", "b", "ab", "abc", "x", "12", ".", " ", "é", "\n", "aab", "bcd", "(", "foo"));
        }
        return text.toString();
    }

    String version() {
        return dice.of("", "name-", "foo-bar-", "a-1-")
                + dice.of(
                        "1", "1.2", "1.2.3", "2.0pre1", "1.0a", "1-2", "10.1", "pre", "1..2", "1.2-rc1", "x86", "0",
                        "1.02", "é");
    }

    String json(int depth) {
        return switch (dice.below(depth > 0 ? 14 : 10)) {
            case 0 -> Integer.toString(dice.between(-9, 9));
            case 1 ->
                dice.of(
                        "1.5",
                        "1e3",
                        "-0.0",
                        "1E-2",
                        "9223372036854775807",
                        "9223372036854775808",
                        "18446744073709551616",
                        "0.1");
            case 2, 3 -> "\"" + dice.of("", "a", "\\n", "\\u00e9", "\\ud83d\\ude00", "é", "\\\"", "a/b") + "\"";
            case 4 -> "true";
            case 5 -> "null";
            case 6, 7 -> Integer.toString(dice.below(100));
            case 8 ->
                dice.chance(0.7)
                        ? "false"
                        : dice.of("tru", "01", "'a'", "", "1 2", "[1,]", "{\"a\"}", "nul", "\"\\x\"", "+1", "\"a");
            case 9 -> "[ ]";
            case 10, 11 -> "[" + json(depth - 1) + ", " + json(depth - 1) + "]";
            default ->
                "{\"a\": " + json(depth - 1) + ", \"" + dice.of("b", "a", "", "x y") + "\":" + json(depth - 1) + "}";
        };
    }

    String hashArguments() {
        String hash = dice.of(
                "hash = \"sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\";",
                "hash = \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"; hashAlgo = \"sha256\";",
                "hash = \"sha256:1b8m03r63zqhnjf7l5wnldhh7c134ap5vpj0850ymkq1iyzicy5s\";",
                "hash = \"kAFQmDzST7DWlj99KOF/cg==\"; hashAlgo = \"md5\";",
                "hash = \"qZk+NkcGgWq6PiVxeFDCbJzQ2J0=\"; hashAlgo = \"sha1\";",
                "hash = \"ba7816\"; hashAlgo = \"sha256\";");
        return "{ " + hash + " toHashFormat = \""
                + dice.of("base16", "nix32", "base32", "base64", "sri", "base16", "nix32", "base99") + "\"; }";
    }

    String context() {
        String path = "/nix/store/" + "0123456789abcdfghijklmnpqrsvwxyz";
        return dice.of(
                "{ }",
                "{ \"" + path + "-a\" = { path = true; }; }",
                "{ \"" + path + "-a.drv\" = { outputs = [ \"out\" \"dev\" ]; }; }",
                "{ \"" + path + "-a.drv\" = { allOutputs = true; }; }",
                "{ \"" + path + "-a\" = { outputs = [ \"out\" ]; }; }",
                "{ \"/a\" = { path = true; }; }",
                "{ \"" + path + "-a\" = { path = false; }; }");
    }

    Map<String, String> derivation() {
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("name", "\"" + dice.of("n", "pkg-1.0", "a.b", "x") + "\"");
        attributes.put("system", dice.of("\"x86_64-linux\"", "builtins.currentSystem", "\"any\""));
        attributes.put("builder", dice.of("\"/bin/sh\"", "./fix/text", "\"b\""));
        switch (dice.below(16)) {
            case 0 -> attributes.put("outputs", dice.of("[ \"out\" \"dev\" ]", "[ \"a\" ]", "[ \"out\" \"out\" ]"));
            case 1 -> {
                attributes.put(
                        "outputHash", dice.of("\"sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\"", "\"\""));
                attributes.put(
                        "outputHashMode", dice.of("\"flat\"", "\"recursive\"", "\"nar\"", "\"text\"", "\"bad\""));
                attributes.put("outputHashAlgo", dice.of("\"sha256\"", "\"sha1\"", "null"));
            }
            case 2 -> {
                attributes.put("__structuredAttrs", "true");
                attributes.put("set", "{ a = [ 1 2.5 null true ]; }");
            }
            case 3 -> {
                attributes.put("__ignoreNulls", dice.of("true", "false"));
                attributes.put("nothing", "null");
            }
            case 4 -> attributes.put("passAsFile", "[ \"env\" ]");
            case 5 -> attributes.put("__contentAddressed", dice.of("true", "false"));
            case 6 -> attributes.put("__impure", dice.of("true", "false"));
            default -> {}
        }
        return attributes;
    }

    String pathArguments() {
        return "{ path = " + dice.of("./fix", "./fix/text", "./fix/dir", "./fix/link")
                + dice.of(
                        "; ",
                        "; name = \"n\"; ",
                        "; recursive = false; ",
                        "; filter = p: t: t != \"directory\"; ",
                        "; filter = p: t: baseNameOf p != \"text\"; ",
                        "; sha256 = \"0000000000000000000000000000000000000000000000000000\"; ",
                        "; name = \"a b\"; ")
                + "}";
    }

    String closure() {
        return dice.of(
                "{ startSet = [ { key = 1; } ]; operator = x: if x.key < 5 then [ { key = x.key + 1; } { key = x.key * 2; } ] else [ ]; }",
                "{ startSet = [ ]; operator = 1; }",
                "{ startSet = [ { key = 3; } { key = 3; a = 1; } ]; operator = x: [ ]; }",
                "{ startSet = [ { key = 1; } { key = \"a\"; } ]; operator = x: [ ]; }",
                "{ startSet = [ { key = 2; } ]; operator = x: builtins.genList (i: { key = i; }) x.key; }",
                "{ startSet = [ { key = 1; } ]; operator = x: [ { } ]; }");
    }

    String flakeRef() {
        return dice.of(
                "nixpkgs",
                "nixpkgs/nixos-unstable",
                "github:NixOS/nixpkgs",
                "github:a/b/ref?dir=x",
                "path:/a/b?narHash=x",
                "git+https://a.b/c?ref=main",
                "gitlab:a/b",
                "sourcehut:~a/b",
                "https://example.org/a.tar.gz",
                "./a",
                "flake:a",
                "git+file:///a",
                "tarball+http://x/y",
                "a b",
                "github:a",
                "",
                "file+https://x/y");
    }

    String flakeAttrs() {
        return dice.of(
                "{ type = \"github\"; owner = \"a\"; repo = \"b\"; }",
                "{ type = \"path\"; path = \"/a\"; }",
                "{ type = \"indirect\"; id = \"nixpkgs\"; ref = \"x\"; }",
                "{ type = \"git\"; url = \"https://a/b\"; submodules = true; }",
                "{ type = \"tarball\"; url = \"https://a/b.tar.gz\"; lastModified = 1; }",
                "{ type = \"nope\"; }",
                "{ a = null; }",
                "{ type = \"path\"; path = \"/a\"; lastModified = -1; }");
    }

    String fetchArguments() {
        return dice.of(
                "{ }",
                "{ url = 1; }",
                "{ type = \"nope\"; }",
                "{ url = \"http://x.invalid/a\"; bad = 1; }",
                "1",
                "{ type = 1; }",
                "{ url = \"\"; sha256 = \"x\"; }");
    }

    /** None that gets as far as running {@code hg}. */
    String mercurialArguments() {
        return dice.of(
                "1",
                "{ }",
                "{ url = \"\"; }",
                "{ url = 1; }",
                "{ url = \"https://x.invalid/a\"; bad = 1; }",
                "{ url = \"https://x.invalid/a\"; rev = 1; }",
                "{ url = \"https://x.invalid/a\"; rev = \"..\"; }",
                "{ url = \"https://x.invalid/a\"; name = null; }",
                "{ name = \"n\"; rev = \"a b\"; url = \"https://x.invalid/a\"; }",
                "\"file://x/y\"",
                "\"x:y\"",
                "[ ]");
    }

    /** None that asks a store for something. */
    String closureArguments() {
        return dice.of(
                "1",
                "{ }",
                "{ fromStore = \"http://x.invalid\"; }",
                "{ fromPath = ./fix; }",
                "{ fromPath = \"a\"; }",
                "{ fromStore = 1; fromPath = null; }",
                "{ bad = 1; }",
                "{ inputAddressed = 1; }",
                "{ fromStore = \"http://x.invalid\"; fromPath = \"/nix/store/0123456789abcdfghijklmnpqrsvwxyz-a\"; toPath = 1; }",
                "{ fromStore = \"x\"; fromPath = \"/nix/store/0123456789abcdfghijklmnpqrsvwxyz-a\"; inputAddressed = true; toPath = \"\"; }");
    }
}
