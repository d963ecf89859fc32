package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which folder is the home directory, what is read there, and when there is something to warn of: as in the reference. */
class ReferenceHomeTest {
    private static final List<String> EVAL = List.of("nix-instantiate", "--eval", "--strict", "-E");

    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    private String foreign = "/";

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    @BeforeEach
    void makeFolders() throws IOException {
        for (String home : List.of(".", "relative", "own")) {
            Path configuration = directory.resolve(home).resolve(".config/nix/nix.conf");
            Files.createDirectories(configuration.getParent());
            Files.writeString(configuration, "of-" + home.replace('.', 'x') + " = 1\n");
            Files.createDirectories(directory.resolve(home).resolve(".nix-defexpr/channels/a"));
        }
        Files.createSymbolicLink(directory.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(directory.resolve("to\"loop"), directory.resolve("to\"loop"));
        Files.createDirectories(directory.resolve("configuration/nix"));
        // The root directory is somebody else's for all but its owner, who may give folders away.
        if (Files.getAttribute(directory, "unix:uid").equals(0)) {
            Path folder = Files.createDirectory(directory.resolve("foreign"));
            Files.setAttribute(folder, "unix:uid", 1);
            foreign = folder.toString();
        }
    }

    private record Row(Map<String, String> variables, List<String> words) {
        Row with(String name, String value) {
            Map<String, String> more = new HashMap<>(variables);
            more.put(name, value);
            return new Row(more, words);
        }

        @Override
        public String toString() {
            return variables.toString().replace("\0", "(unset)") + " " + String.join(" ", words);
        }
    }

    private static Row row(String home, String... words) {
        return new Row(Map.of("HOME", home), List.of(words));
    }

    private static Row eval(String home, String expression) {
        return row(home, EVAL.get(0), EVAL.get(1), EVAL.get(2), EVAL.get(3), expression);
    }

    static Stream<Row> rows() {
        Stream<Row> everywhere = Stream.of(
                        "FOREIGN",
                        "FOREIGN/",
                        "FOREIGN/absent",
                        "HERE/own",
                        "HERE/own/",
                        "HERE/absent",
                        "",
                        "relative",
                        "relative/",
                        ".",
                        "loop",
                        "HERE/to\"loop",
                        "/etc/passwd/x",
                        "/" + "a".repeat(300),
                        ProgramRun.UNSET)
                .flatMap(home -> Stream.of(
                        eval(home, "builtins.nixPath"),
                        eval(home, "builtins.getEnv \"HOME\""),
                        eval(home, "<a>"),
                        row(home, "nix", "eval", "--expr", "1"),
                        row(home, "nix", "--version"),
                        row(home, "nix", "config", "show", "pure-eval"),
                        row(home, "nix-store", "--version"),
                        row(home, "nix-instantiate", "--version"),
                        row(home, "nix-instantiate", "--nope")));
        // Where no configuration is looked for there, it may still be needed later, or never.
        Stream<Row> late = Stream.of(
                        eval("FOREIGN", "1"),
                        eval("FOREIGN", "("),
                        eval("FOREIGN", "~/a"),
                        eval("FOREIGN", "[ ~/a ~/b <a> ]"),
                        row("FOREIGN", "nix-instantiate", "--version"),
                        row("FOREIGN", "nix-instantiate", "--parse", "-E", "1"),
                        row("FOREIGN", "nix-instantiate", "--find-file", "a"),
                        row("FOREIGN", "nix-instantiate", "--restrict-eval", "--eval", "-E", "1"),
                        row("FOREIGN", "nix-instantiate", "--quiet", "--quiet", "--quiet", "--eval", "-E", "1"),
                        row("FOREIGN", "nix", "eval", "--expr", "1"),
                        row("FOREIGN", "nix", "eval", "--impure", "--expr", "1"),
                        row("FOREIGN", "nix", "config", "show", "pure-eval"))
                .flatMap(row -> Stream.of(
                        row.with("NIX_USER_CONF_FILES", ""), row.with("XDG_CONFIG_HOME", "HERE/configuration")));
        Stream<Row> configured = Stream.of(
                eval("FOREIGN", "1").with("NIX_CONFIG", "x"),
                eval("FOREIGN", "1").with("NIX_CONFIG", "x = 1"),
                eval("FOREIGN", "1").with("NIX_CONFIG", "x = 1").with("NIX_USER_CONF_FILES", ""),
                eval("FOREIGN", "1").with("NIX_PATH", "a=/b"),
                row("HERE/own", "nix", "--version", "--flake-registry", "/x").with("NIX_CONFIG", ""),
                row("HERE/own", "nix").with("NIX_CONFIG", "x = 1"));
        return Stream.of(everywhere, late, configured).flatMap(rows -> rows);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSameHome(Row row) throws Exception {
        Map<String, String> variables = new HashMap<>();
        row.variables()
                .forEach((name, value) ->
                        variables.put(name, value.replace("FOREIGN", foreign).replace("HERE", directory.toString())));
        String program = row.words().get(0);
        String[] words = row.words().subList(1, row.words().size()).toArray(new String[0]);
        assertThat(ProgramRun.ours(directory, variables, "", program, words))
                .isEqualTo(ProgramRun.reference(bin, directory, variables, "", program, words));
    }
}
