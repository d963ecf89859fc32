package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program by itself: needs no reference. */
class CommandLineTest {
    @TempDir
    Path directory;

    private ProgramRun run(String program, String... words) {
        return ProgramRun.ours(directory, "", program, words);
    }

    @Test
    void evaluatesAnExpression() {
        assertThat(run("nix-instantiate", "--eval", "-E", "1 + 2")).isEqualTo(new ProgramRun(0, "3\n", ""));
        assertThat(run("nix4j", "eval", "--expr", "1 + 2")).isEqualTo(new ProgramRun(0, "3\n", ""));
    }

    /** As in the reference: purely too, a bad hash is the builtin's problem. */
    @Test
    void badHashesOfFetchersAreToldWithTheBuiltin() {
        String expression = "builtins.fetchGit { url = \"/x\"; rev = \"abc\"; }";
        assertThat(run("nix-instantiate", "--eval", "--pure-eval", "-E", expression)
                        .err())
                .isEqualTo(ByteText.fromUnicode("error:\n       … while calling the 'fetchGit' builtin\n"
                        + "         at «string»:1:1:\n            1| " + expression + "\n             | ^\n\n"
                        + "       error: hash 'abc' has wrong length for hash algorithm 'sha1'\n"));
    }

    /** As in the reference: once for all files. */
    @Test
    void aMissingRootIsToldOnce() {
        String package1 = "derivation { name = \"a\"; system = \"s\"; builder = \"b\"; }";
        ProgramRun run = run("nix-instantiate", "--readonly-mode", "-E", package1, package1.replace("\"a\"", "\"b\""));
        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.err())
                .isEqualTo(
                        "warning: you did not specify '--add-root'; the result might be removed by the garbage collector\n");
    }

    @Test
    void passesBytesThrough() {
        ProgramRun run = run("nix4j", "eval", "--raw", "--expr", "\"é\"");
        assertThat(run.out()).isEqualTo("\u00c3\u00a9");
    }

    @Test
    void reportsErrorsWithNixsTextAndStatusOne() {
        ProgramRun run = run("nix-instantiate", "--eval", "-E", "{ a = 1; }.b");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("error: attribute 'b' missing\n       at ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void namesTheFeatureThatAllCommandsNeedFirst() {
        for (String line : List.of("flake", "flake show path:.", "registry list", "registry resolve a")) {
            List<String> words = new ArrayList<>(List.of(line.split(" ")));
            words.addAll(List.of("--offline", "--experimental-features", ""));
            assertThat(ProgramRun.ours(directory, "", "nix", words.toArray(new String[0]))
                            .err())
                    .startsWith("error: experimental Nix feature 'nix-command' is disabled;");
            words.set(words.size() - 1, "nix-command");
            String said = ProgramRun.ours(directory, "", "nix", words.toArray(new String[0]))
                    .err();
            if (line.equals("registry list")) {
                assertThat(said).doesNotContain("is disabled;");
            } else {
                assertThat(said).startsWith("error: experimental Nix feature 'flakes' is disabled;");
            }
        }
    }

    @Test
    void needsTheNewCommandLineSwitchedOnUnderNixsName() {
        ProgramRun run = ProgramRun.ours(directory, "", "nix", "eval", "--expr", "1", "--experimental-features", "");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("error: experimental Nix feature 'nix-command' is disabled; add"
                        + " '--extra-experimental-features nix-command' to enable it\n");
    }

    @Test
    void helpNamesTheFlagsOfTheProgram() {
        assertThat(run("nix-instantiate", "--help").out())
                .contains("--find-file")
                .contains("-A, --attr");
    }

    @Test
    void librariesAreNotLoaded() {
        ProgramRun run = ProgramRun.ours(
                directory,
                Map.of("NIX_CONFIG", "allow-unsafe-native-code-during-evaluation = true"),
                "",
                "nix4j",
                "eval",
                "--impure",
                "--expr",
                "builtins.importNative /absent.so \"f\"");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("could not open '/absent.so': nix4j runs in a JVM");
    }
}
