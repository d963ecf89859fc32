package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Restricted evaluation fetches no tree that {@code allowed-uris} does not name, by whatever builtin. */
class RestrictedFetchTest {
    private static final List<String> FETCHES = List.of(
            "builtins.fetchTree { type = \"path\"; path = DIR; }",
            "builtins.fetchTree \"path:PLACE\"",
            "builtins.fetchTree { type = \"file\"; url = \"file://PLACE/secret\"; }",
            "builtins.fetchTree { type = \"tarball\"; url = \"file://PLACE/absent.tar\"; }",
            "builtins.fetchTree \"github:owner/repository\"",
            "builtins.fetchTree { type = \"indirect\"; id = \"absent\"; }",
            "builtins.fetchGit DIR",
            "builtins.fetchGit { url = DIR; submodules = true; }",
            "builtins.fetchTree { type = \"git\"; url = \"file://PLACE\"; }",
            "builtins.fetchMercurial \"PLACE\"",
            "builtins.fetchurl \"file://PLACE/secret\"",
            "builtins.fetchTarball \"https://example.invalid/x.tar\"",
            "(builtins.getFlake \"path:PLACE/flake\").outputs.value");

    private static BothPrograms programs = new BothPrograms(Path.of(""));

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        programs = BothPrograms.find();
    }

    static Stream<Arguments> runs() {
        List<Arguments> runs = new ArrayList<>();
        for (String fetch : FETCHES) {
            for (String allowed : List.of("", "path:PLACE", "git+file://PLACE file://PLACE github:owner")) {
                // What is allowed besides needs the network or a repository: not the point here.
                boolean fetches = (fetch.contains("git") || fetch.contains("Git")) && allowed.startsWith("git");
                if (!fetches) {
                    runs.add(Arguments.of(fetch, allowed));
                }
            }
        }
        return runs.stream();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theSameIsForbidden(String fetch, String allowed) throws Exception {
        Path place = Files.createDirectories(directory.resolve("tree/flake")).getParent();
        Files.writeString(place.resolve("secret"), "s");
        Files.writeString(
                place.resolve("flake/flake.nix"),
                "{ inputs.dep = { url = \"path:" + place + "\"; flake = false; };"
                        + " outputs = { self, dep }: { value = builtins.readFile \"${dep}/secret\"; }; }");
        List<String> words = List.of(
                "eval",
                "--impure",
                "--extra-experimental-features",
                "fetch-tree",
                "--option",
                "restrict-eval",
                "true",
                "--option",
                "flake-registry",
                "",
                "--option",
                "allowed-uris",
                allowed.replace("PLACE", place.toString()),
                "--expr",
                fetch.replace("PLACE", place.toString()).replace("DIR", '"' + place.toString() + '"'));
        ProgramRun expected = programs.reference(directory, words);
        assertThat(programs.ours(directory, words)).isEqualTo(expected);
        assertThat(expected.status()).isEqualTo(expected.err().contains("error:") ? 1 : 0);
    }
}
