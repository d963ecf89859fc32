package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The prompt with its lines from a pipe: the reference and nix4j print the same on both streams. */
class ReferenceReplTest {
    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("f.nix"), "{ x ? 1 }: { a = x; b.c = 2; f = y: y; \"q r\" = 3; }\n");
        Files.writeString(directory.resolve("number.nix"), "1\n");
        Files.writeString(directory.resolve("bad.nix"), "{ a = 1\n");
        Files.writeString(directory.resolve("docs.nix"), """
                {
                  /** What f does.

                      - one
                      - `two`
                  */
                  f = x: x;
                  /** a number */
                  n = 1;
                  /** callable */
                  s = { __functor = /** inner */ self: x: x; };
                  g = /** first */ a: /** second */ b: a;
                  h = a:
                    /** on h
                    two lines */
                    b: a;
                  plain = { y }: y;
                  broken = { __functor = self: throw "no"; };
                }
                """);
        Files.createDirectories(directory.resolve("d"));
        Files.writeString(directory.resolve("d/default.nix"), "{ here = ./.; }\n");
    }

    private record Script(List<String> words, String input) {
        @Override
        public String toString() {
            return String.join(" ", words) + " < " + input.replace("\n", " | ");
        }
    }

    private static Script script(String... lines) {
        return new Script(List.of(), String.join("\n", lines) + "\n");
    }

    private static Script with(List<String> words, String... lines) {
        return new Script(words, String.join("\n", lines) + "\n");
    }

    static Stream<Script> scripts() {
        return Stream.of(
                script("x = { b = throw \"no\"; }\nx.b\nx.b\n[ x.b ]\n(y: x.b) 1\nx.b\n"),
                script("x = { b = throw \"no\"; }\n[ (builtins.tryEval x.b) (builtins.tryEval x.b) ]\nx.b\nx.b\n"),
                script("x = [ (1 + \"a\") ]\nbuiltins.head x\nbuiltins.head x\n"),
                script(
                        "1 + 2",
                        "1.5",
                        "true",
                        "null",
                        "\"a\\nb\"",
                        "./x",
                        "/a",
                        "x: x",
                        "{ a, b }: a",
                        "map",
                        "map (x: x)"),
                new Script(List.of(), ""),
                new Script(List.of(), "1 + 1"),
                new Script(List.of(), "1 +"),
                new Script(List.of(), "\n\n  \n"),
                script("{ a = 1; b = { c = 2; }; d = [ 1 2 ]; e = { }; f = [ ]; }"),
                script(
                        "[ 42 1 \"thingy\" { a = 1; } [ 1 2 3 ] [ ] { } ]",
                        "[ 1 ]",
                        "[ { } ]",
                        "[ [ 1 ] ]",
                        "{ a = { b = 1; }; }"),
                script(":p { a = { b = { c = [ 1 { } ]; }; }; s = \"x\"; }", ":p \"a\\nb\"", ":p 1", ":print [ ]"),
                script(
                        "let x = { y = { a = 1; }; inherit x; }; in x",
                        ":p let x = { y = { a = 1; }; inherit x; }; in x"),
                script("rec { a = { b = a; }; }", ":p rec { a = { b = a; }; }"),
                script(
                        "[ 1 (throw \"x\") ]",
                        ":p { a = throw \"x\"; b = abort \"y\"; }",
                        "throw \"x\"",
                        "{ a = throw \"x\"; }"),
                script("rec { a = a; }", "let a = a; in a", "[ (let a = a; in a) 1 ]"),
                script("x = 3", "x", "x + x", "x = x + 1", "x", "y = z", "y", "z = 1", "y"),
                script("a = 1; b = 2;", "a + b", "c.d.e = 1", "c", "c.d.f = 2; c.d.g = 3", "c"),
                script(
                        "a = { b = 1; c = 2; }",
                        "inherit (a) b",
                        "b",
                        "inherit (a) b c;",
                        "c",
                        "inherit a",
                        "a",
                        "inherit (a) y",
                        "y"),
                script("foo = 42", "inherit foo", "foo", "inherit nothing"),
                script("x = { p = 10; }", "inherit (x) p; q = 20;", "p + q"),
                script("${\"a\"} = 1", "a", "\"b\" = 2", "b", "\"c d\" = 3"),
                script("x +", "1", "let", "in", "2", "{", "a = 1;", "}", "''", "text", "''"),
                script(
                        "s = ''",
                        "  one",
                        "    two",
                        "''",
                        "s",
                        "x = { b = 1",
                        "; }",
                        "x",
                        "y = let a = 1",
                        ";in a",
                        "y"),
                script("x = {", " a = 1;", "}", "f = x:", "x", "1 )", ")", "1 2", "a b"),
                script(
                        "undefined",
                        "builtins.nothing",
                        "{ aa = 1; }.ab",
                        "1 + \"a\"",
                        "import ./bad.nix",
                        "import ./nowhere.nix"),
                script(
                        ":t 1",
                        ":t 1.0",
                        ":t \"s\"",
                        ":t ''${./f.nix}''",
                        ":t ./.",
                        ":t null",
                        ":t true",
                        ":t { }",
                        ":t [ ]",
                        ":t x: x"),
                script(":t map", ":t map (x: x)", ":t builtins.foldl' 1", ":t throw \"x\"", ":t undefined"),
                script(
                        ":a { a = 1; \"b c\" = 2; }",
                        "a",
                        ":ll",
                        ":a { a = 5; }",
                        "a",
                        ":add a",
                        ":a 1",
                        ":a x: x",
                        ":a throw \"no\""),
                // Longer lines are shown in part by the reference, as on a terminal.
                script(
                        "l = builtins.genList (i: { name = \"n${toString i}\"; value = i; }) 25",
                        ":a builtins.listToAttrs l",
                        "n24",
                        ":ll"),
                script(
                        ":l f.nix",
                        "a",
                        "b.c",
                        ":l ./f.nix",
                        ":r",
                        ":ll",
                        "f",
                        ":l d",
                        "here",
                        ":load ./number.nix",
                        ":l nowhere",
                        ":l bad.nix"),
                script(":l f.nix", "a = 5", "a", ":r", "a", "x = 1", ":reload", "x"),
                script(":foo", ":", ": x", ":?x", ":ll", ":te", ":te", ":te true", ":te false", ":te bla", ":lf"),
                script(
                        ":te",
                        "throw \"x\"",
                        "builtins.foldl' (a: b: throw \"y\") 0 [ 1 ]",
                        ":te",
                        "builtins.foldl' (a: b: throw \"y\") 0 [ 1 ]"),
                script(":t", "1", ":a", ":p", ":l", ":e", ":b", "2"),
                script(":q", "1"),
                script("1", ":quit"),
                script(
                        ":doc 1",
                        ":doc x: x",
                        ":doc /** foo */ x: x",
                        ":doc x: y: z: x",
                        ":doc { __functor = self: x: x; }",
                        ":doc [ ]",
                        ":doc true"),
                script(
                        "f.y = 1",
                        ":doc f.y",
                        ":doc f.z",
                        ":doc f.y.z",
                        "s = { /** no */ a = 1; }",
                        ":doc s.a",
                        ":doc nothing"),
                script(
                        ":l docs.nix",
                        ":doc f",
                        ":doc n",
                        ":doc s",
                        ":doc g",
                        ":doc g 1",
                        ":doc h",
                        ":doc h 1",
                        ":doc plain",
                        ":doc broken"),
                script(
                        "d = import ./docs.nix",
                        ":doc d.f",
                        ":doc d.n",
                        ":doc d.s",
                        ":doc d.zz",
                        ":doc d.n.x",
                        ":doc d.\"n\"",
                        ":doc d.n or 1"),
                script(":doc builtins.substring 1", ":doc undefined"),
                script(
                        ":b 1",
                        ":bl \"x\"",
                        ":log [ ]",
                        ":sh { }",
                        ":i x: x",
                        ":b { type = \"derivation\"; }",
                        ":b undefined"),
                script(
                        ":e ./f.nix",
                        ":e (x: x)",
                        ":e \"foo\"",
                        ":e 1",
                        ":e { meta.position = \"/x\"; }",
                        ":e undefined"),
                script(":l docs.nix", ":e plain", "plain"),
                script(
                        "builtins.trace \"hello\" 1",
                        "builtins.warn \"careful\" 2",
                        "x = builtins.trace \"once\" 3",
                        "x",
                        "x"),
                script("\"\u00e9\u4e2d\"", ":p \"\u00e9\"", "\u00e9"),
                script("assert false; 1", "assert 1 == 2; 1", "with { a = 1; }; a", "if true then", "1 else 2"),
                script(
                        "builtins.currentSystem",
                        "builtins.getEnv \"LC_ALL\"",
                        "__curPos",
                        "import ./number.nix",
                        "<nowhere>"),
                script("# a comment", "1 # one", "/* open", "closed */ 2", "a = 1 # last", "a"),
                script("a = 1; a = 2", "a = 1; b", "a = ", "= 1", "a =; 1", "inherit", "inherit (", ")"),
                script(
                        "let a = 1; in a",
                        "rec { a = 1; b = a; }.b",
                        "{ __toString = self: \"x\"; }",
                        "{ type = \"derivation\"; }"),
                script("f = x: x", "f", "f 1", "g = { a ? 1 }: a", "g { }", "g", "g { b = 1; }"),
                // NUL bytes count for nothing, wherever they are.
                script("a\0b", "2+2", ":t 1"),
                script("\0", "\0\0\0", "1\0\0+\0 1", "\"a\0b\"", "1 # a\0b", "2+\0", "3", ":t\0 1", "\0:t 1"),
                script("x = \"y\0z\"", "x", "''", "\0 a", "''", "  \0  ", "5"),
                new Script(List.of(), "\0"),
                new Script(List.of(), "1\n\0\0"),
                new Script(List.of(), "1\0"),
                with(List.of("--file", "f.nix"), "a", "b"),
                with(List.of("--file", "f.nix", "--argstr", "x", "hi"), "a", ":r", "a"),
                with(List.of("--file", "f.nix", "b"), "c"),
                with(List.of("--file", "f.nix", "a"), "c"),
                with(List.of("--file", "nowhere.nix"), "1"),
                with(List.of("--expr", "{ a = { c = 5; }; d = { e = 1; }; }", "a", "d"), "c", "e", "a"),
                with(List.of("--expr", "1"), "a"),
                with(List.of("--expr", "{ a = 1; }", "b"), "a"),
                with(List.of("--expr", "{ a = 1; }", "--file", "f.nix"), "a"),
                with(List.of("--show-trace"), "throw \"x\"", ":te", ":te"),
                with(List.of("--pure-eval"), "builtins ? currentSystem", "import ./f.nix"),
                with(List.of("-I", "n=."), "<n/number.nix>", "import <n/d>", ":l <n/f.nix>", ":r"),
                with(List.of("./nowhere"), "1"),
                with(List.of("./f.nix"), "1"),
                with(List.of("--arg", "x", "1", "./nowhere"), "1"),
                with(List.of("--arg", "x", "1", "./d"), "1"),
                with(List.of("--arg", "x", "1", "path:./d?y"), "1"),
                with(List.of("--arg", "x", "1 +", "./nowhere"), "1"),
                with(List.of("--foo"), "1"),
                with(List.of("--experimental-features", ""), "1"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void printsWhatTheReferencePrints(Script script) throws Exception {
        String[] words =
                Stream.concat(Stream.of("repl"), script.words().stream()).toArray(String[]::new);
        ProgramRun expected = ProgramRun.reference(bin, directory, script.input(), "nix", words);
        ProgramRun found = ProgramRun.ours(directory, script.input(), "nix", words);
        assertThat(found).isEqualTo(expected);
    }
}
