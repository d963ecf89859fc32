package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The prompt by itself: needs no reference. */
class ReplTest {
    private static final String DERIVATION = "derivation { name = \"x\"; system = \"s\"; builder = \"b\"; }";

    @TempDir
    Path directory;

    private ProgramRun run(String... lines) {
        return ProgramRun.ours(directory, String.join("\n", lines) + "\n", "nix4j", "repl", "--store", "memory://");
    }

    @Test
    void echoesLinesAndPrintsValues() {
        ProgramRun run = run("x = let a = 1", "; in a + 1", "{ inherit x; y = [ x ]; }", ":q", "never");
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .isEqualTo("nix-repl> x = let a = 1\n        > ; in a + 1\n\n"
                        + "nix-repl> { inherit x; y = [ x ]; }\n{\n  x = \u001b[36;1m2\u001b[0m;\n  y = [ ... ];\n}\n\n"
                        + "nix-repl> :q\n");
        assertThat(run.err()).endsWith("Type :? for help.\n");
    }

    @Test
    void anErrorDoesNotEndIt() {
        ProgramRun run = run("throw \"first\"", "let a = a; in a", "builtins.seq (abort \"second\") 1", "41 + 1");
        assertThat(run.status()).isZero();
        assertThat(run.err()).contains("error: first\n", "infinite recursion", "second");
        assertThat(run.out()).contains("\u001b[36;1m42\u001b[0m\n");
    }

    @Test
    void buildsNothingInAStoreInMemory() {
        ProgramRun run = run("d = " + DERIVATION, ":b d", ":log d", ":sh d", ":i d");
        assertThat(run.err())
                .contains("error: Unable to build with a primary store that isn't a local store;")
                .contains("error: nix4j has no 'nix-shell', which ':sh' runs\n")
                .contains("error: nix4j has no 'nix-env', which ':i' runs\n")
                .containsPattern("error: build log of '/nix/store/\\w{32}-x\\.drv' is not available\n");
    }

    @Test
    void loadsFlakes() throws Exception {
        Files.writeString(directory.resolve("flake.nix"), "{ outputs = { self }: { answer = 42; }; }\n");
        ProgramRun run = run(":lf path:" + directory, "answer", ":r", "answer", ":lf");
        assertThat(run.out()).containsPattern("(?s)42.*42");
        assertThat(run.err())
                .contains("Loading flake 'path:" + directory + "'...\n", "cannot use ':load-flake' without");
    }

    @Test
    void readsAReferenceOnce() throws Exception {
        Files.writeString(directory.resolve("flake.nix"), "{ outputs = { self }: { answer = 42; }; }\n");
        ProgramRun run = ProgramRun.ours(directory, "answer\n", "nix4j", "repl", ".?y", "--store", "memory://");
        assertThat(run.out()).contains("42");
        assertThat(run.err()).containsOnlyOnce("dubious URI query 'y'");
    }

    @Test
    void documentsBuiltins() {
        ProgramRun run = run(":doc builtins.map", ":doc builtins.getFlake", ":doc toString");
        assertThat(run.out())
                .contains("**Synopsis:** `builtins.map` *f* *list*\n\n")
                .contains("`builtins.getFlake`")
                .contains("`builtins.toString`");
        assertThat(run.err()).doesNotContain("error:");
    }

    @Test
    void refusesTheDebugger() {
        assertThat(ProgramRun.ours(directory, "", "nix", "repl", "--debugger"))
                .isEqualTo(
                        new ProgramRun(1, "", "error: nix4j has no debugger; start the prompt without --debugger\n"));
    }

    @Test
    void listsItsCommands() {
        assertThat(run(":?").out()).contains("\n  :lf, :load-flake REF ", "\n  :q, :quit ");
    }

    @Test
    void definesWhatHasAComputedName() {
        // The reference parses such a definition and then forgets it.
        assertThat(run("${\"e\" + \"f\"} = 4", "ef").out()).contains("\u001b[36;1m4\u001b[0m");
    }
}
