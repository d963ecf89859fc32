package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may have been meant by a mistyped output, gathered from all places where it was looked for. */
class ReferenceSuggestionsTest {
    private static BothPrograms programs = new BothPrograms(Path.of(""));

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        programs = BothPrograms.find();
    }

    @ParameterizedTest
    @ValueSource(strings = {"packagez", "package", "a", "a7", "hello", "packages.x86_64-linux.helo", "packagess.x"})
    void theSameNamesInTheSameOrder(String fragment) throws Exception {
        Files.writeString(
                directory.resolve("flake.nix"),
                "{ outputs = _: { packagess = 1; packag = 1; packagezq = 1; a1 = 1; a2 = 1; a3 = 1; a4 = 1; a5 = 1; a6 = 1;"
                        + " packages.x86_64-linux.hallo = 1; }; }\n");
        List<String> words = List.of("eval", "path:" + directory + "#" + fragment, "--option", "flake-registry", "");
        ProgramRun ours = programs.ours(directory, words);
        assertThat(ours.status()).isEqualTo(1);
        assertThat(ours).isEqualTo(programs.reference(directory, words));
    }
}
