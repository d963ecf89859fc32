package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each command line with the reference and with nix4j: same output, same messages, same status. */
class ReferenceCommandLineTest {
    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    @BeforeEach
    void makeFiles() throws IOException {
        Files.writeString(directory.resolve("f.nix"), "{ x ? 1 }: { a = x; b = { c = [ 1 2 ]; }; }\n");
        Files.writeString(directory.resolve("bad.nix"), "{\n  a = 1\n  b = 2;\n}\n");
        Files.writeString(
                directory.resolve("drv.nix"),
                "let d = name: derivation { inherit name; system = \"s\"; builder = \"b\"; outputs = [ \"out\" \"dev\" ]; };\n"
                        + "in { one = d \"one\"; two = (d \"two\").dev; deep.three = d \"three\"; }\n");
        Files.createDirectories(directory.resolve("d"));
        Files.writeString(directory.resolve("d/default.nix"), "{ here = 1; up = import ../f.nix { }; }\n");
        Files.createDirectories(directory.resolve("flake"));
        Files.writeString(directory.resolve("flake/flake.nix"), "{ outputs =\n");
    }

    private record Line(List<String> words) {
        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }

    private static Line atDepth(int depth, String program) {
        return line("--eval", "--strict", "-E", program, "--option", "max-call-depth", Integer.toString(depth));
    }

    private static Line line(String... words) {
        return new Line(List.of(words));
    }

    static Stream<Line> instantiate() {
        return Stream.of(
                line("--eval", "-E", "1"),
                line("--eval", "-E", "1", "2"),
                line("--eval", "-E", "1 + \"a\""),
                line("--eval", "-E", "{ a = 1; }", "-A", "a"),
                line("--eval", "-E", "{ a = 1; }", "-A", "b"),
                line("--eval", "-E", "{ a = { b = 1; }; }", "-A", "a.c"),
                line("--eval", "-E", "{ a = [ 1 2 ]; }", "-A", "a.1"),
                line("--eval", "-E", "{ a = [ 1 2 ]; }", "-A", "a.3"),
                line("--eval", "-E", "{ a = [ 1 2 ]; }", "-A", "a.x"),
                line("--eval", "-E", "{ \"a.b\" = 1; }", "-A", "\"a.b\""),
                line("--eval", "-E", "{ \"a.b\" = 1; }", "-A", "\"a.b"),
                line("--eval", "-E", "1", "-A", "a"),
                line("--eval", "-E", "[ 1 2 ]", "-A", "+1"),
                line("--eval", "-E", "[ 1 2 ]", "-A", "+01"),
                line("--eval", "-E", "[ 1 2 ]", "-A", "++1"),
                line("--eval", "-E", "[ 1 2 ]", "-A", "+"),
                line("--eval", "-E", "[ 1 2 ]", "-A", "-1"),
                line("--eval", "-E", "[ 1 2 ]", "-A", "00000000000000000001"),
                line("--eval", "-E", "[ 1 2 ]", "-A", "2147483648"),
                line("--eval", "-E", "[ 1 2 ]", "-A", "4294967295"),
                line("--eval", "-E", "[ 1 2 ]", "-A", "4294967296"),
                line("--eval", "-E", "{ \"+0\" = 1; }", "-A", "+0"),
                line("--eval", "-E", "{ \"-0\" = 1; }", "-A", "-0"),
                line("--eval", "-E", "{ \"4294967296\" = 1; }", "-A", "4294967296"),
                line("--eval", "-E", "{ x }: x", "--arg", "x", "1 + 1"),
                line("--eval", "-E", "{ x }: x", "--argstr", "x", "1 + 1"),
                line("--eval", "-E", "{ x, y }: x", "--arg", "x", "1"),
                line("--eval", "-E", "{ x, ... }@a: a", "--arg", "x", "1", "--arg", "z", "2", "--strict"),
                line("--eval", "-E", "x: x", "--arg", "x", "1"),
                // Names of arguments come before those of the program, in their own order.
                line("--eval", "--strict", "-E", "{ foo = throw \"1\"; b = throw \"2\"; }", "--argstr", "b", "x"),
                line(
                        "--eval",
                        "--strict",
                        "-E",
                        "{ y = throw \"1\"; x = throw \"2\"; }",
                        "--arg",
                        "y",
                        "1",
                        "--arg",
                        "x",
                        "1"),
                line("--eval", "-E", "1", "--arg", "b", "1 +", "--arg", "a", "2 +"),
                line("--eval", "--strict", "-E", "{ a = 1; b = [ \"x\" { } ]; c = x: x; }"),
                line("--eval", "--strict", "--json", "-E", "{ a = 1.5; b = [ \"x\" { } null true ]; }"),
                line("--eval", "--raw", "-E", "\"a\nb\""),
                line("--eval", "--raw", "-E", "1"),
                line("--eval", "f.nix", "-A", "b.c"),
                line("--eval", "--strict", "./d"),
                line("--eval", "nowhere.nix"),
                line("--eval", "bad.nix"),
                line("--eval", "-"),
                line("--eval", "-E", "throw \"no\"", "--show-trace"),
                line("--eval", "-E", "builtins.trace \"x\" 1"),
                line("--eval", "-E", "builtins.warn \"x\" 1"),
                line("--eval", "-v", "-E", "1"),
                line("--eval", "-vv", "-E", "import ./f.nix"),
                line("--parse", "--verbose", "-E", "1"),
                line("--find-file", "-v", "x"),
                line("--eval", "-v", "-E", "("),
                line("--eval", "-v", "--quiet", "-E", "1"),
                line("--eval", "--quiet", "--quiet", "-E", "builtins.trace 1 (builtins.warn \"x\" 1)"),
                line("--eval", "--quiet", "--quiet", "--quiet", "-E", "builtins.trace 1 (builtins.warn \"x\" 1)"),
                line("--eval", "--quiet", "--quiet", "--quiet", "-E", "x:a", "--lint-url-literals", "warn"),
                line("--log-format", "nope"),
                line("--log-format", "multiline", "--eval", "-E", "1"),
                line("--eval", "-E", "builtins.currentSystem"),
                line("--eval", "-E", "builtins.currentSystem", "--eval-system", "abc"),
                line("--eval", "-E", "builtins.currentSystem", "--option", "system", "abc"),
                line("--eval", "-E", "builtins.nixPath", "--strict", "-I", "a=/b", "-I", "/c"),
                line("--eval", "--xml", "-E", "{ a = [ 1 \"<\" (x: x) ]; b = { }; }"),
                line("--eval", "--xml", "--strict", "--no-location", "f.nix", "-A", "b"),
                line("--eval", "-E", "1", "--restrict-eval", "-I", "a=/nowhere", "-I", "nowhere", "-I", "b=."),
                line("--eval", "-E", "1 +", "--restrict-eval", "-I", "a=/nowhere"),
                line("--eval", "-E", "<a>", "--restrict-eval", "-I", "a=file:///nowhere.tar"),
                line("--eval", "-E", "builtins.fetchTarball \"file:///nowhere.tar\""),
                line("--eval", "-E", "builtins.fetchTarball (\"file://\" + toString ./f.nix)"),
                line("--eval", "-E", "builtins.fetchTarball (\"file://\" + toString ./f.nix)", "--quiet"),
                line("--eval", "-E", "builtins.fetchurl (\"file://\" + toString ./f.nix)"),
                line("--eval", "-E", "builtins.fetchurl { url = \"http://[bad\"; name = \"x\"; }"),
                line("--eval", "-E", "builtins.fetchurl \"http://[bad\""),
                atDepth(2, "builtins.mapAttrs (n: v: 1) { a = 1; }"),
                atDepth(3, "builtins.mapAttrs (n: v: 1) { a = 1; }"),
                atDepth(3, "builtins.zipAttrsWith (builtins.seq 1) [ { a = 1; } ]"),
                atDepth(0, "1 < \"a\""),
                atDepth(1, "[ 1 ] < [ 2 ]"),
                atDepth(0, "builtins.seq ./a${\"b\"} 1"),
                atDepth(0, "builtins.seq (./a + \"b\") 1"),
                atDepth(1, "builtins.seq ./a${\"b\"} 1"),
                atDepth(1, "builtins.seq (./a + \"b\") 1"),
                atDepth(1, "[ [ 1 ] ] < [ [ 2 ] ]"),
                line("--eval", "-E", "builtins.readFile /proc"),
                line("--eval", "-E", "builtins.readFile /dev"),
                line("--eval", "-E", "builtins.fetchurl \"1f://a/b\""),
                line("--eval", "-E", "{ first, strict }: first", "--arg", "other", "1"),
                line("--eval", "-E", "{ first, second, third ? 1 }: first", "--arg", "second", "1"),
                line("--eval", "-E", "builtins.fetchurl \"h_p:\""),
                line("--eval", "-E", "builtins.fetchurl \"a:////b\""),
                line("--eval", "-E", "builtins.fetchurl \"file://h/x\""),
                line("--eval", "-E", "builtins.fetchTarball \"x\""),
                line("--eval", "-E", "builtins.fetchTarball \"1f://a/b\""),
                line("--eval", "-E", "builtins.fetchTarball \":a\""),
                line("--eval", "-E", "builtins.fetchTarball \"%zz:a\""),
                line("--eval", "-E", "builtins.fetchTarball \"a b:c\""),
                line("--eval", "-E", "builtins.fetchTarball \"//h:99999\""),
                line("--eval", "-E", "builtins.fetchTarball \"a://h:99999\""),
                line("--eval", "-E", "builtins.fetchTarball \"a://[::1\""),
                line("--eval", "-E", "builtins.fetchTarball \"a://[::1::2]\""),
                line("--eval", "-E", "builtins.fetchTarball \"a://u[@x\""),
                line("--eval", "-E", "builtins.fetchTarball \"a://u%41@h:00080/%41?b&c=1#d#e\""),
                line("--eval", "-E", "builtins.fetchTarball \"file://h/x\""),
                line("--eval", "-E", "builtins.fetchTarball \"file:x\""),
                line("--eval", "-E", "builtins.fetchurl { url = \"http://[::1]x/\"; name = \"x\"; }"),
                line("--eval", "-E", "builtins.fetchurl { url = \"http://x:65536/\"; name = \"x\"; }"),
                line("--eval", "-E", "builtins.fetchurl { url = \"http://a b/\"; name = \"x\"; }"),
                line("--eval", "-E", "builtins.fetchurl { url = \"http://a!b/\"; name = \"x\"; }"),
                line("--eval", "-E", "builtins.fetchurl { url = \"http://u@:80/\"; name = \"x\"; }"),
                line("--eval", "-E", "builtins.fetchurl { url = \"http:\"; name = \"x\"; }"),
                line("--find-file", "nixpkgs"),
                line("--find-file", "-I", "nixpkgs=.", "nixpkgs", "nixpkgs/d"),
                line("--eval", "<n/f.nix>", "-I", "n=."),
                line("--eval", "<nowhere>"),
                line("drv.nix"),
                line("--dry-run", "drv.nix"),
                line("--dry-run", "drv.nix", "-A", "two"),
                line("--eval", "--strict", "drv.nix", "-A", "one.drvPath"),
                line("--parse", "-E", "{ a = 1; b = x: x.y or 2; }"),
                line("--parse", "f.nix", "d"),
                line("--parse", "-E", "{ a = undefined; }"),
                line("-E", "1"),
                line("--foo"),
                line("--eval", "-E", "1", "--arg", "x", "1 +"),
                line("--eval", "-E", "1", "--arg", "x", "nobody"),
                line("--eval", "-E", "1", "--arg-from-file", "x", "nowhere"),
                line("-E", "1", "--arg", "x"),
                line("--option", "foo", "bar", "--eval", "-E", "1"),
                line("--option", "pure-eval", "maybe", "--eval", "-E", "1"),
                line("--max-call-depth", "x", "--eval", "-E", "1"),
                line("--lint-url-literals", "foo", "--eval", "-E", "1"),
                line("--experimental-features", "nix-command a", "--eval", "-E", "1"),
                line("--eval", "-E", "1", "-j3", "-Q"),
                line("--version"));
    }

    static Stream<Line> nix() {
        return Stream.of(
                line("eval", "--expr", "1"),
                line("eval", "--expr", "{ a = 1; b = [ 1 \"x\" ]; c = x: x; }"),
                line("eval", "--expr", "{ a = 1; b = [ 1 \"x\" ]; }", "--json"),
                line(
                        "eval",
                        "--json",
                        "--pretty",
                        "--expr",
                        "{ a = [ 1 { } [ ] \"x\\n\\\"[,:\" 1.5 ]; b.c = null; \"d:\" = [ [ ] ]; }"),
                line("eval", "--json", "--pretty", "--no-pretty", "--expr", "[ 1 2 ]"),
                line("eval", "--json", "--pretty", "--expr", "1"),
                line("eval", "--pretty", "--expr", "[ 1 ]"),
                line("eval", "--expr", "\"a\"", "--raw"),
                line("eval", "--expr", "1", "--raw"),
                line("eval", "--expr", "{ a.b = 1; }", "a.b"),
                line("eval", "--expr", "{ a.b = 1; }", "a.c"),
                line("eval", "--expr", "[ 1 2 ]", "+0"),
                // A dot alone is the whole value, without calling it.
                line("eval", "--expr", "{ a = 1; }", "."),
                line("eval", "--expr", "{ a = 1; }", ".^out"),
                line("eval", "--expr", "{ a = 1; }", ".."),
                line("eval", "--expr", "{ a = 1; }", ".a"),
                line("eval", "--expr", "{ a = 1; }", "a."),
                line("eval", "-f", "f.nix", "."),
                line("build", "--dry-run", "--expr", "{ a = 1; }", "."),
                line("path-info", "--expr", "{ a = 1; }", "."),
                line("edit", "-f", "drv.nix", "."),
                line("run", "--expr", "{ a = 1; }", "."),
                line("search", "--expr", "{ a = 1; }", ".", "x"),
                line("repl", "--expr", "{ a = 1; }", "."),
                line("repl", "--expr", "{ a = 1; }", "a^out"),
                line("eval", "--expr", "{ a = [ 1 2 ]; }", "a.+2"),
                line("eval", "--expr", "{ a = [ 1 2 ]; }", "a.4294967296"),
                line("eval", "--expr", "{ x = throw \"a\"; y = 2; }"),
                line("eval", "--expr", "{ x = throw \"a\"; y = 2; }", "--json"),
                line("eval", "-v", "--expr", "1"),
                line("eval", "-v", "-f", "f.nix", "b.c"),
                line("repl", "-v"),
                line("config", "show", "-v", "pure-eval"),
                line("registry", "list", "-v", "--flake-registry", ""),
                line("eval", "--log-format", "nope"),
                line("eval", "--expr", "x: x", "--apply", "f: f 3"),
                line("eval", "--expr", "1", "a", "b"),
                line("eval", "--expr", "1", "--file", "x"),
                line("eval", "--expr", "1", "--raw", "--json"),
                line("eval", "--expr", "builtins.currentTime"),
                line("eval", "--file", "f.nix", "b.c"),
                line("eval", "-f", "f.nix", "a", "--arg", "x", "7"),
                line("eval", "-f", "nowhere.nix"),
                line("eval", "-f", "bad.nix"),
                line("eval", "-f", "drv.nix"),
                line("eval", "-f", "drv.nix", "--read-only"),
                line("eval", "-f", "drv.nix", "--read-only", "--json"),
                line("eval", "-f", "drv.nix", "--read-only", "--raw", "one"),
                line("eval", "--expr", "import ./f.nix"),
                line("eval", "--impure", "--expr", "import ./f.nix"),
                line("eval", "--expr", "builtins.getEnv \"HOME\""),
                line("eval", "--expr"),
                line("eval", "--expr", "1", "--arg", "x", "1 +"),
                line("eval", "--expr", "1", "--arg-from-file", "x", "nowhere"),
                line("eval", "--file", "nowhere", "--arg", "x", "1 +"),
                line("evl"),
                line("store", "add", "--hash-algo", "nope", "f.nix"),
                line("store", "add", "--hash-algo", "blake3", "f.nix"),
                line("store", "add", "--mode", "nope", "f.nix"),
                line("store", "prefetch-file", "--hash-type", "nope", "file:///nowhere"),
                line("flake", "shw"),
                line("eval", "--foo"),
                line("--foo"),
                line(),
                line("nonsense"),
                line("--version"));
    }

    /** Arguments for a flake: what is wrong with its reference comes first, then what is wrong with the arguments. */
    static Stream<Line> nixArguments() {
        List<String> references = List.of(
                "/nonexistent#a",
                "./d#a",
                "./flake#a",
                "./flake?y#a",
                "path:/nonexistent#a",
                "foo",
                "github:foo",
                "x:y",
                "");
        List<Line> lines = new ArrayList<>();
        for (String command : List.of("eval", "build", "run", "path-info", "print-dev-env", "bundle", "log")) {
            references.forEach(reference -> lines.add(line(command, "--arg", "x", "1", reference)));
        }
        references.forEach(reference -> lines.add(line("search", "--arg", "x", "1", reference, "^")));
        return Stream.concat(
                lines.stream(),
                Stream.of(
                        line("eval", "--argstr", "x", "1", "./d#a"),
                        line("eval", "./flake#%"),
                        line("eval", "./flake#a%z"),
                        line("eval", "./flake#%zz"),
                        line("flake", "metadata", "tarball+file:///nowhere.tar?narHash=foo"),
                        line("eval", "--arg", "x", "1"),
                        line("eval", "--arg", "x", "1 +", "./flake#a"),
                        line("eval", "--arg", "x", "nobody", "./flake#a"),
                        line("eval", "--arg", "x", "1 +", "./nowhere#a"),
                        line("eval", "--arg-from-file", "x", "nowhere", "./flake#a"),
                        line("path-info", "--all", "."),
                        line("path-info", "--all", "./nowhere"),
                        line("path-info", "--all", "nowhere"),
                        line("path-info", "--all", "nowhere:x"),
                        line("path-info", "--all", "./flake", "--arg", "x", "1"),
                        line("path-info", "--all", "--file", "./nowhere"),
                        line("path-info", "--all", "--expr", "throw \"x\""),
                        line("path-info", "--all", "--expr", "{ }", "a^"),
                        line("path-info", "--all", "/nix/store/7rjjlbpdc5ql4sa5hfq3xl8cwp0wz5wk-a"),
                        line("build", "./flake#nope", "./nowhere"),
                        line("build", "nowhere", "nowhere:x"),
                        line("build", "--arg", "x", "1", "path:/x^"),
                        line("build", "--arg", "x", "1", "./flake#a", "./nowhere"),
                        line("build", "--arg", "x", "1", "./nowhere", "./flake#a"),
                        line(
                                "path-info",
                                "--arg",
                                "x",
                                "1",
                                "/nix/store/7rjjlbpdc5ql4sa5hfq3xl8cwp0wz5wk-a",
                                "./nowhere")));
    }

    @ParameterizedTest
    @MethodSource("instantiate")
    void nixInstantiate(Line line) throws Exception {
        compare("nix-instantiate", line);
    }

    @ParameterizedTest
    @MethodSource("nix")
    void nix(Line line) throws Exception {
        compare("nix", line);
    }

    @ParameterizedTest
    @MethodSource
    void nixArguments(Line line) throws Exception {
        compare("nix", line);
    }

    private void compare(String program, Line line) throws Exception {
        String[] words = line.words().toArray(new String[0]);
        ProgramRun expected = ProgramRun.reference(bin, directory, "{ a = 1; }", program, words);
        ProgramRun found = ProgramRun.ours(directory, "{ a = 1; }", program, words);
        assertThat(found).isEqualTo(expected);
    }
}
