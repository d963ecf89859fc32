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

    /** What is at no place, and what is at the place called none. */
    static Stream<Line> places() {
        return Stream.of(
                        "builtins.fromJSON 1",
                        "builtins.getEnv 1",
                        "builtins.hasAttr 1 { }",
                        "removeAttrs { } [ 1 ]",
                        "builtins.splitVersion 1",
                        "builtins.parseDrvName 1",
                        "builtins.hashString 1 2",
                        "builtins.split 1 \"a\"",
                        "builtins.match \"a\" 1",
                        "builtins.replaceStrings [ 1 ] [ \"a\" ] \"b\"",
                        "builtins.concatStringsSep 1 [ ]",
                        "{ a = 1; }.${1}",
                        "builtins.fetchurl 1",
                        "builtins.getContext 1",
                        "builtins.appendContext 1 { }",
                        "builtins.groupBy (x: 1) [ 1 ]",
                        "builtins.unsafeGetAttrPos 1 { }",
                        "derivationStrict { name = 1; }",
                        "builtins.placeholder 1",
                        "builtins.compareVersions \"1\" 2",
                        "builtins.warn 1 2",
                        "builtins.convertHash { hash = 1; toHashFormat = \"sri\"; }",
                        "builtins.fromTOML 1",
                        "builtins.ceil \"a\"",
                        "builtins.filter (x: 1) [ 1 ]",
                        "builtins.concatMap 1 [ ]",
                        "builtins.length { }",
                        "builtins.attrNames [ ]",
                        "builtins.elemAt [ ] \"a\"",
                        "builtins.toString (x: x)",
                        "(x: x) < 1",
                        "{ a = x: x; } < { }",
                        "[ 1 ] < [ \"a\" ]",
                        "builtins.sort (a: b: a < b) [ { } 1 ]",
                        "builtins.sort builtins.lessThan [ [ 1 ] [ \"a\" ] ]",
                        "builtins.genericClosure { startSet = [ { key = x: x; } { key = 1; } ]; operator = x: [ ]; }",
                        "builtins.genericClosure { startSet = [ { key = [ 1 ]; } { key = [ \"a\" ]; } ]; operator = x: [ ]; }",
                        "builtins.genericClosure { startSet = [ { } ]; operator = x: [ ]; }",
                        "builtins.genericClosure { startSet = [ { key = 1; } ]; operator = x: 1; }",
                        "throw \"x was not found in the Nix search path (add it using $NIX_PATH or -I)\"",
                        "builtins.findFile [ { path = \"${derivation { name = \"a\"; builder = \"b\"; system = \"c\"; }}\"; prefix = \"a\"; } ] \"a\"",
                        "builtins.toJSON [ (throw \"x\") ]",
                        "[ (throw \"x\") ]",
                        "builtins.deepSeq [ { a = throw \"x\"; } ] 1",
                        "derivation { name = \"a\"; builder = \"b\"; }",
                        "derivation { name = \"a.drv\"; builder = \"b\"; system = \"c\"; }",
                        "derivation { name = \"a\"; builder = \"b\"; system = \"c\"; outputs = [ \"a\" \"a\" ]; }",
                        "derivation { name = \"a\"; builder = \"b\"; system = \"c\"; outputHashMode = \"x\"; }",
                        "derivation { name = \"a b\"; builder = \"b\"; system = \"c\"; }",
                        "derivation { name = \"a\"; builder = \"b\"; system = \"c\"; x = y: 1; }",
                        "let f = x: f x + 1; in f 1",
                        "assert [ 1 ] == [ 2 ]; 1",
                        "builtins.addDrvOutputDependencies \"a\"",
                        "builtins.toFile \"a\" \"${derivation { name = \"a\"; builder = \"b\"; system = \"c\"; }}\"",
                        "builtins.storePath \"/nix/store/x\"",
                        "builtins.dirOf 1",
                        "import 1",
                        "builtins.fetchMercurial { }",
                        "builtins.fetchGit { type = \"git\"; }",
                        "builtins.fetchGit { url = \"/nope\"; x = -1; }",
                        "builtins.fetchTree { type = \"path\"; x = -1; }",
                        "builtins.fetchTree { type = \"path\"; x = { }; }",
                        "builtins.flakeRefToString { a = -1; }",
                        "builtins.flakeRefToString { a = [ ]; }",
                        "builtins.getFlake 1")
                .map(program -> eval("--show-trace", program));
    }

    static Stream<Line> withoutFeatures() {
        return Stream.of(
                        "builtins.getFlake \"x\"",
                        "builtins.fetchTree { type = \"path\"; path = ./.; }",
                        "builtins.fetchTree \"x\"",
                        "1 |> 2",
                        "builtins.hashString \"blake3\" \"a\"",
                        "derivation { name = \"a\"; builder = \"b\"; system = \"c\"; outputHashMode = \"text\"; }",
                        "derivation { name = \"a\"; builder = \"b\"; system = \"c\"; outputHashMode = \"git\"; }")
                .map(ReferenceJsonLogTest::eval);
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
                eval("--max-call-depth", "20", "let f = x: builtins.foldl' (a: b: f b) 1 [ x ]; in f 1"),
                eval("--pure-eval", "<nope>"),
                eval("--pure-eval", "builtins.storePath /nope"),
                eval("--pure-eval", "builtins.fetchurl \"a\""),
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
    @MethodSource({"errors", "places", "lines"})
    void theSameLines(Line line) throws Exception {
        compare(Map.of(), "1 + ", line);
    }

    @ParameterizedTest
    @MethodSource("withoutFeatures")
    void featuresThatAreOff(Line line) throws Exception {
        compare(Map.of("NIX_CONFIG", ""), "", line);
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
