package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program is told of URLs with tokens, wherever they are given. Nobody listens at that port. */
class SecretQueriesCommandLineTest {
    private static final String URL = "http://127.0.0.1:1/x.tgz?a=b&private_token=SECRET";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fetchTarball url",
                "builtins.fetchurl url",
                "builtins.fetchTree (\"tarball+\" + url)",
                "builtins.getFlake (\"tarball+\" + url)",
                "import <tree>",
            })
    void tokensAreHidden(String expression) {
        // Not in the expression itself: a trace shows its lines as they are.
        ProgramRun run = ProgramRun.ours(
                directory,
                "",
                "nix-instantiate",
                "--eval",
                "--store",
                "memory://",
                "--option",
                "download-attempts",
                "1",
                "--option",
                "experimental-features",
                "nix-command flakes fetch-tree",
                "-I",
                "tree=" + URL,
                "--argstr",
                "url",
                URL,
                "-E",
                "{ url }: " + expression);
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("private_token=***").doesNotContain("SECRET");
    }
}
