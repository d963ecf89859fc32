package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody meets who does not know the program yet: help texts, versions, refusals. */
class UsageTest {
    @TempDir
    Path directory;

    private ProgramRun run(String program, String... words) {
        return ProgramRun.ours(directory, "", program, words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build",
                "bundle",
                "develop",
                "edit",
                "env",
                "env shell",
                "log",
                "path-info",
                "print-dev-env",
                "fmt",
                "formatter",
                "formatter build",
                "run",
                "shell",
                "hash",
                "hash convert",
                "hash file",
                "hash path",
                "store",
                "eval",
                "flake",
                "flake show",
                "flake metadata",
                "flake info",
                "flake lock",
                "flake update",
                "flake archive",
                "flake check",
                "flake clone",
                "flake doctor",
                "flake edit",
                "flake init",
                "flake new",
                "flake prefetch",
                "registry",
                "config",
                "config show",
                "store add",
                "store delete",
                "store gc",
                "fmt",
                "formatter",
                "formatter build",
                "store prefetch-file",
                "registry add",
                "registry list",
                "registry pin",
                "registry remove",
                "registry resolve",
                "instantiate",
                "parse",
                "repl",
                "search"
            })
    void everyCommandHasAPageWithSynopsisAndFlags(String command) {
        ProgramRun run = run("nix4j", (command + " --help").split(" "));
        String page = command.replace("flake info", "flake metadata").replace("env shell", "shell");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("nix4j " + page + ": ")
                .contains("\nSYNOPSIS\n  nix4j " + page)
                .contains("--option NAME VALUE");
        assertThat(run("nix4j", ("help " + command).split(" "))).isEqualTo(run);
    }

    @Test
    void theProgramsPageListsItsCommands() {
        assertThat(run("nix4j", "--help").out())
                .contains("\n  eval           print the value")
                .contains("\n  parse          print syntax trees");
        assertThat(run("nix", "--help").out()).contains("\n  flake ").doesNotContain("\n  parse ");
    }

    @Test
    void usageErrorsNameTheProgramAsItWasTyped() {
        assertThat(run("/some/where/nix", "eval", "--nonsense").err())
                .isEqualTo(
                        "error: unrecognised flag '--nonsense'\nTry '/some/where/nix --help' for more information.\n");
        assertThat(ProgramRun.ours(
                                directory,
                                Map.of("PATH", "/bin:/some/where"),
                                "",
                                "/some/where/nix",
                                "eval",
                                "--nonsense")
                        .err())
                .isEqualTo("error: unrecognised flag '--nonsense'\nTry 'nix --help' for more information.\n");
    }

    @Test
    void mistypedFlagsAreKnownUnderTheOwnName() {
        String end = "Try 'nix4j --help' for more information.\n";
        assertThat(run("nix4j", "eval", "--jsno").err())
                .isEqualTo("error: unrecognised flag '--jsno'\n       Did you mean --json?\n" + end);
        assertThat(run("nix4j", "eval", "--nonsense").err()).isEqualTo("error: unrecognised flag '--nonsense'\n" + end);
        assertThat(run("nix4j", "eval", "-Y").err()).isEqualTo("error: unrecognised flag '-Y'\n" + end);
        assertThat(run("nix", "eval", "--jsno").err())
                .isEqualTo("error: unrecognised flag '--jsno'\nTry 'nix --help' for more information.\n");
    }

    @Test
    void helpIsGivenEvenWhereTheRestIsWrong() {
        assertThat(run("nix", "--help", "nonsense").status()).isZero();
        assertThat(run("nix", "eval", "--help", "--nonsense").out()).startsWith("nix eval: ");
        assertThat(run("nix-instantiate", "--help", "--nonsense").status()).isZero();
    }

    @Test
    void namesItsOwnVersionUnderItsOwnName() {
        assertThat(run("nix4j", "--version").out()).matches("nix4j \\d+\\.\\d+\\S* \\(behaves as Nix 2\\.34\\.8\\)\n");
        assertThat(run("nix", "--version").out()).isEqualTo("nix (Nix) 2.34.8\n");
    }

    @Test
    void tellsCommandsThatNixHasFromThoseThatNobodyHas() {
        assertThat(run("nix", "why-depends").err())
                .isEqualTo(
                        "error: nix4j does not have the command 'nix why-depends' yet; 'nix --help' lists those that it"
                                + " has\n");
        assertThat(run("nix4j", "evl").err()).contains("Did you mean one of eval, env or repl?");
    }

    @Test
    void takesTheShortFormOfExpressionsUnderItsOwnName() {
        ProgramRun run = run(
                "nix4j",
                "instantiate",
                "--store",
                "memory://",
                "-E",
                "derivation { name = \"x\"; system = \"s\"; builder = \"b\"; }");
        assertThat(run.status()).isZero();
        assertThat(run.out()).matches("/nix/store/[a-z0-9]{32}-x\\.drv\n");
    }

    @Test
    void readsArgumentsBeforeTheyAreUsed() throws Exception {
        assertThat(run("nix", "eval", "--expr", "1", "--arg", "x", "1 +").err())
                .startsWith("error: syntax error, unexpected end of file\n");
        assertThat(run("nix", "eval", "--expr", "1", "--arg-from-file", "x", "nowhere")
                        .err())
                .isEqualTo("error: opening file \"nowhere\": No such file or directory\n");
        Files.writeString(directory.resolve("text"), "content");
        assertThat(run("nix-instantiate", "--eval", "-E", "{ x }: x", "--arg-from-file", "x", "text")
                        .out())
                .isEqualTo("\"content\"\n");
    }
}
