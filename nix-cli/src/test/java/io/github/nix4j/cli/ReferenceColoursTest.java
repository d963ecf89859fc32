package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nix4j.store.ByteText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code nix-instantiate} shows on a terminal, byte for byte. The reference gets a terminal from {@code script}, which turns
 * line ends into those of terminals.
 */
class ReferenceColoursTest {
    @TempDir
    Path home;

    static Stream<Arguments> expressions() {
        return Stream.of(
                        "{ a = 1; b = \"x\"; }",
                        "builtins.trace \"t\" (builtins.warn \"w\" (throw \"x\"))",
                        "builtins.trace \"a\\tb\\rc\" 1",
                        "builtins.addErrorContext \"here ${\"x\"}\" (abort \"no\")",
                        "{ abc = 1; }.abd",
                        "1 +",
                        "a b",
                        "builtins.readFile /nope",
                        "builtins.storePath \"/nix/store/fff-x\"",
                        "builtins.storePath \"/etc/x\"",
                        "derivation { name = \"a b\"; builder = \"x\"; system = \"y\"; }",
                        "import <nope>",
                        "(derivation { name = \"a\"; system = \"b\"; builder = \"c\"; outputHash = \"zz\";"
                                + " outputHashAlgo = \"sha256\"; }).outPath",
                        "builtins.hashString \"foo\" \"\"",
                        "builtins.fromJSON \"{\"",
                        "import (derivation { name = \"a\"; system = \"b\"; builder = \"c\"; })",
                        "builtins.toFile \"a/b\" \"\"",
                        "builtins.elemAt [ 1 ] 3",
                        "({ a }: a) { b = 1; }",
                        "assert 1 == 2; 1",
                        "{ a = 1; } == { a = x: x; } -> throw \"x\"",
                        "[ 1 { } ] < [ 1 { } ]",
                        "builtins.match \"(\" \"\"",
                        "builtins.convertHash { hash = \"x\"; toHashFormat = \"sri\"; }",
                        "builtins.fetchurl \"nope:x\"",
                        "1 + \"a\"",
                        "\"a\" + 1",
                        "builtins.toPath \"x\"",
                        "builtins.getFlake \"x y\"")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void showsWhatTheReferenceShows(String expression) throws Exception {
        compare(Map.of("TERM", "xterm"), "--eval", "--strict", "-E", expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM=dumb", "TERM=", "NO_COLOR=", "NOCOLOR=1", "CLICOLOR_FORCE=1", "COLORTERM=x"})
    void variablesDecideWhetherThereAreColours(String variable) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("TERM", "xterm"));
        environment.put(variable.split("=", 2)[0], variable.split("=", 2)[1]);
        compare(environment, "--eval", "-E", "builtins.warn \"a\" (throw \"b\")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--eval /nope.nix",
                "--foo",
                "--eval --option foo bar -E 1",
                "--eval -A x -E {}",
                "--eval -A x.\"y -E {}",
                "--eval --option lint-url-literals warn -E a:b",
                "--eval --option lint-url-literals fatal -E a:b",
                "--eval --option lint-short-path-literals warn -E a/b",
                "--eval --option lint-absolute-path-literals warn -E /a",
                "--eval --option lint-absolute-path-literals fatal -E ~/a",
                "--eval --option show-trace true -E throw(toString(throw\"x\"))"
            })
    void argumentsToo(String words) throws Exception {
        compare(Map.of("TERM", "xterm"), words.split(" "));
    }

    private void compare(Map<String, String> variables, String... arguments) throws Exception {
        String reference = System.getenv("NIX_REFERENCE");
        boolean present = reference != null && Files.isExecutable(Path.of("/usr/bin/script"));
        if (System.getenv("NIX4J_REQUIRE_DATA") != null) {
            assertTrue(present, "NIX_REFERENCE or /usr/bin/script");
        }
        assumeTrue(present, "skipped: NIX_REFERENCE does not name the reference's programs, or there is no 'script'");
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("HOME", home.toString());
        environment.put("NIX_REMOTE", "dummy://");
        environment.put("LC_ALL", "C.UTF-8");
        assertThat(ours(reference, environment, List.of(arguments)))
                .isEqualTo(theirs(reference, environment, List.of(arguments)));
    }

    private String theirs(String reference, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        StringBuilder command = new StringBuilder(reference + "/nix-instantiate");
        arguments.forEach(
                word -> command.append(" '").append(word.replace("'", "'\\''")).append("'"));
        Path output = home.resolve("output");
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/script", "-qec", command.toString(), "/dev/null")
                .directory(home.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return ByteText.of(Files.readAllBytes(output)).replace("\r\n", "\n");
    }

    private String ours(String reference, Map<String, String> environment, List<String> arguments) throws IOException {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        Program.run(new Invocation(
                reference + "/nix-instantiate",
                arguments,
                environment,
                ByteText.fromUnicode(home.toRealPath().toString()),
                new ByteArrayInputStream(new byte[0]),
                terminal,
                terminal,
                true));
        return ByteText.of(terminal.toByteArray());
    }
}
