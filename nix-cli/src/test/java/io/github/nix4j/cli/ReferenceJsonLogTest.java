package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code --log-format internal-json} makes of messages, byte for byte; and the flag's other values. */
class ReferenceJsonLogTest {
    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    @BeforeEach
    void makeFiles() throws IOException {
        Files.write(
                directory.resolve("bytes.nix"),
                "builtins.trace \"ÿþ A\u00c3 \u00e2\u0082 \u00f0\u009f\u0098\u0080\u00ed\u00a0\u0080 \u0001\u007f\u001b[1mb\t\r\n\\\\ \\\" \f\b/\" 1"
                        .getBytes(StandardCharsets.ISO_8859_1));
        Files.write(directory.resolve("token.nix"), "(\u00ff".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(directory.resolve("bad.nix"), "{\n  a = 1\n  b = 2;\n}\n");
        Files.writeString(directory.resolve("far.nix"), "let f = x: x + { }; in\n[\n  (f 1)\n]\n");
        Files.createDirectories(directory.resolve("empty"));
    }

    private record Line(String program, List<String> words) {
        @Override
        public String toString() {
            return program + " " + String.join(" ", words);
        }
    }

    private static Line line(String program, String... words) {
        List<String> all = new ArrayList<>(List.of("--log-format", "internal-json"));
        all.addAll(List.of(words));
        return new Line(program, all);
    }

    private static Line eval(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "--eval";
        all[1] = "--strict";
        System.arraycopy(words, 0, all, 2, words.length - 1);
        all[words.length + 1] = "-E";
        all[words.length + 2] = words[words.length - 1];
        return line("nix-instantiate", all);
    }

    static Stream<Line> errors() {
        return Stream.of(
                        "1 +",
                        "throw \"no\"",
                        "throw \"a 'b' c\\nd\"",
                        "throw \"division by zero\"",
                        "abort \"infinite recursion encountered\"",
                        "builtins.sort builtins.lessThan [ 1 \"a\" ]",
                        "abort \"x\"",
                        "assert false; 1",
                        "{ abc = 1; }.abd",
                        "{ abc = 1; abe = 1; }.abd",
                        "x",
                        "let x = x; in x",
                        "let f = x: x + \"a\"; in f 1",
                        "(x: x.y) 1",
                        "({ a }: a) { }",
                        "1 2",
                        "1 / 0",
                        "9223372036854775807 + 1",
                        "\"${1}\"",
                        "[ 1 ] + 1",
                        "if 1 then 2 else 3",
                        "<nope>",
                        "import /nope",
                        "builtins.length 1",
                        "builtins.add 1 \"a\"",
                        "builtins.head [ ]",
                        "builtins.tail [ ]",
                        "builtins.elemAt [ ] 1",
                        "builtins.map 1 [ 1 ]",
                        "builtins.sort (a: b: 1) [ 1 2 ]",
                        "builtins.getAttr \"a\" { }",
                        "builtins.toPath \"a\"",
                        "builtins.fromJSON \"{\"",
                        "builtins.fromTOML \"=\"",
                        "builtins.substring (-1) 1 \"a\"",
                        "builtins.match \"(\" \"a\"",
                        "builtins.split \"(\" \"a\"",
                        "builtins.replaceStrings [ \"a\" ] [ ] \"a\"",
                        "builtins.functionArgs 1",
                        "builtins.genList (x: x) (-1)",
                        "builtins.ceil 1.0e300",
                        "builtins.hashString \"x\" \"a\"",
                        "builtins.genericClosure { }",
                        "builtins.readFile /nope",
                        "builtins.storePath /nope",
                        "builtins.path { }",
                        "builtins.path { x = 1; }",
                        "builtins.fetchurl { }",
                        "builtins.fetchurl { x = 1; }",
                        "builtins.fetchTree { }",
                        "builtins.toJSON (x: x)",
                        "builtins.addErrorContext \"context\" (throw \"x\")",
                        "builtins.foldl' (a: b: throw \"x\") 0 [ 1 ]",
                        "derivation { name = \"a\"; builder = \"b\"; }",
                        "builtins.warn \"x\" (throw \"y\")")
                .flatMap(program -> Stream.of(eval(program), eval("--show-trace", program)));
    }

    static Stream<Line> lines() {
        return Stream.of(
                eval("builtins.trace \"x\" 1"),
                eval("builtins.trace { a = 1; b = throw \"x\"; } 1"),
                eval("builtins.warn \"x\" 1"),
                eval("--abort-on-warn", "builtins.warn \"x\" 1"),
                eval("--quiet", "--quiet", "--quiet", "builtins.trace \"x\" 1"),
                eval("--option", "foo", "1", "1"),
                eval("-v", "1"),
                eval("-I", "x=/nope", "<x>"),
                eval("--lint-url-literals", "warn", "x:a"),
                eval("--lint-url-literals", "fatal", "x:a"),
                eval("--lint-short-path-literals", "warn", "a/b"),
                eval("--log-format", "raw", "throw \"x\""),
                eval("--log-format", "bar", "throw \"x\""),
                eval("--log-format", "nope", "1"),
                line("nix-instantiate", "--eval", "bytes.nix"),
                line("nix-instantiate", "--eval", "token.nix"),
                line("nix-instantiate", "--eval", "bad.nix"),
                line("nix-instantiate", "--eval", "--strict", "far.nix"),
                line("nix-instantiate", "--eval", "--strict", "--show-trace", "far.nix"),
                line("nix-instantiate", "--eval", "nowhere.nix"),
                line("nix-instantiate", "--eval", "-"),
                line("nix-instantiate", "--eval", "-E", "{ abc = 1; }", "-A", "abd"),
                line("nix-instantiate", "--eval", "-E", "[ 1 ]", "-A", "7"),
                line("nix-instantiate", "--eval", "-E", "1", "--arg", "x", "1 +"),
                line("nix-instantiate", "--find-file", "nope"),
                line("nix-instantiate", "--parse", "-E", "{ a = x; }"),
                line("nix-instantiate", "--parse", "-E", "("),
                line("nix-instantiate", "--nope"),
                line("nix-instantiate", "--max-jobs", "x"),
                line("nix-instantiate", "-E", "1"),
                line("nix-store"),
                line("nix-store", "--version"),
                line("nix", "nope"),
                line("nix", "eval", "--nope"),
                line("nix", "eval", "--expr", "1"),
                line("nix", "eval", "-v", "--expr", "1 + \"a\""),
                line("nix", "eval", "--expr", "x: x", "--json"),
                line("nix", "eval", "--expr", "{ abc = 1; }", "abd"),
                line("nix", "eval", "--expr", "1", "--raw"),
                line("nix", "eval", "--raw", "--json", "--expr", "1"),
                line("nix", "eval", "--file", "nowhere.nix"),
                line("nix", "eval", "--expr", "builtins.getEnv \"x\"", "--expr"),
                line("nix", "eval", "--expr", "import ./far.nix"),
                line("nix", "eval"),
                line("nix"));
    }

    @ParameterizedTest
    @MethodSource({"errors", "lines"})
    void theSameLines(Line line) throws Exception {
        compare(Map.of(), "1 + ", line);
    }

    @Test
    void whatComesBeforeTheFlagIsText() throws Exception {
        compare(Map.of("HOME", "loop"), "", line("nix-instantiate", "--eval", "-E", "1"));
        compare(Map.of(), "", new Line("nix-instantiate", List.of("--nope", "--log-format", "internal-json")));
        compare(Map.of("NIX_CONFIG", "a"), "", line("nix-instantiate", "--eval", "-E", "1"));
        compare(Map.of("NIX_CONFIG", ""), "", line("nix", "eval", "--expr", "1"));
    }

    @Test
    void thePromptSpeaksIt() throws Exception {
        String input = "1\n:nope\nbuiltins.trace \"a\" (throw \"b\")\n:l nope\n";
        compare(Map.of(), input, line("nix", "repl"));
    }

    private void compare(Map<String, String> variables, String input, Line line) throws Exception {
        if (!Files.exists(directory.resolve("loop"), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        }
        String[] words = line.words().toArray(new String[0]);
        assertThat(ProgramRun.ours(directory, variables, input, line.program(), words))
                .isEqualTo(ProgramRun.reference(bin, directory, variables, input, line.program(), words));
    }
}
