package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Repositories of other users are refused as by the reference, and read where the user's settings of Git allow it. Both programs
 * are processes of their own, since Git's settings are found by variables.
 */
class RepositoryOwnerTest {
    private static final String STRANGER = "65534:65534";

    @TempDir
    Path directory;

    private Path root = Path.of("");
    private Path reference = Path.of("");

    private record Said(int status, String out, String err) {}

    @BeforeEach
    void makeRepositories() throws Exception {
        reference = BothPrograms.find().bin();
        Integer user = SystemUser.number();
        assumeTrue(user != null && user == 0, "skipped: only root can give files to others");
        root = directory.toRealPath();
        shell("""
                mkdir home own
                git config --global user.name A
                git config --global user.email a@example.org
                git -c init.defaultBranch=master init -q own
                echo '{ outputs = _: { v = 1; }; }' > own/flake.nix
                git -C own add -A
                git -C own commit -qm one
                git -C own worktree add -q ../linked
                git clone -q --bare own bare.git
                """);
    }

    private Map<String, String> variables(String remote) {
        return Map.of(
                "HOME",
                root.resolve("home").toString(),
                "PATH",
                System.getenv("PATH"),
                "NIX_REMOTE",
                remote,
                "NIX_CONFIG",
                "experimental-features = nix-command flakes\nbuild-users-group =\n");
    }

    private Said run(List<String> command, Map<String, String> variables) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        int status = builder.start().waitFor();
        return new Said(status, text(out), text(err));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private void shell(String script) throws Exception {
        Said said = run(List.of("sh", "-euc", script), variables(""));
        assertThat(said.status()).as(said.err()).isZero();
    }

    private Said ours(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.github.nix4j.cli.Main"));
        command.addAll(List.of(words));
        return run(command, variables("memory://"));
    }

    /** Runs both; {@code owned} tells what to expect. */
    private void same(boolean owned, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(reference.resolve("nix").toString()));
        command.addAll(List.of(words));
        Said theirs = run(command, variables(root.resolve("store").toString()));
        assertThat(theirs.status()).as(theirs.err()).isEqualTo(owned ? 0 : 1);
        assertThat(ours(words)).isEqualTo(theirs);
    }

    @Test
    void repositoriesOfOthersAreRefused() throws Exception {
        shell("chown -R " + STRANGER + " own linked");
        same(false, "eval", "./own#v");
        same(false, "eval", "git+file://" + root + "/own?ref=master#v");
        same(false, "eval", "git+file://" + root + "/own?rev=0123456789012345678901234567890123456789#v");
        same(false, "eval", "--impure", "--expr", "(builtins.fetchGit ./own).rev");
        same(false, "eval", "./linked#v");
        shell("chown -R 0:0 own linked; chown " + STRANGER + " own/.git");
        same(false, "eval", "./own#v");
        same(true, "eval", "./linked#v");
        shell("chown 0:0 own/.git; chown " + STRANGER + " own/.git/worktrees/linked");
        same(true, "eval", "./own#v");
        same(false, "eval", "./linked#v");
        shell("chown 0:0 own/.git/worktrees/linked; chown " + STRANGER + " linked/.git");
        same(false, "eval", "./linked#v");
    }

    @Test
    void settingsOutsideOfTheRepositoryAllowIt() throws Exception {
        shell("git -C own config safe.directory '*'; chown -R " + STRANGER + " own");
        same(false, "eval", "./own#v");
        String set = "git config --global safe.directory ";
        shell(set + root + "/own");
        same(true, "eval", "./own#v");
        shell(set + root + "/own/");
        same(false, "eval", "./own#v");
        shell(set + root + "/'*'");
        same(false, "eval", "./own#v");
        shell(set + "'*'");
        same(true, "eval", "./own#v");
        shell("git config --global --add safe.directory ''");
        same(false, "eval", "./own#v");
        shell("git config --global --unset-all safe.directory; mkdir -p home/.config/git;"
                + " git config --file home/.config/git/config safe.directory '%(prefix)/" + root + "/own'");
        same(true, "eval", "./own#v");
    }

    @Test
    void clonesAreMadeOfOwnRepositoriesOnly() throws Exception {
        shell("chown -R " + STRANGER + " bare.git");
        String flake = "git+file://" + root + "/bare.git";
        Said said = ours("eval", flake + "#v");
        String why = "warning: git: fatal: detected dubious ownership in repository at '" + root + "/bare.git'\n";
        assertThat(said)
                .isEqualTo(new Said(
                        1,
                        "",
                        why
                                + "warning: could not read HEAD ref from repo at 'file://" + root
                                + "/bare.git', using 'master'\n" + why
                                + "error:\n       … while fetching the input '" + flake + "'\n\n"
                                + "       error: Failed to fetch git repository 'file://" + root + "/bare.git'\n"));
        shell("git config --global safe.directory " + root + "/bare.git");
        assertThat(ours("eval", flake + "#v")).isEqualTo(new Said(0, "1\n", ""));
    }
}
