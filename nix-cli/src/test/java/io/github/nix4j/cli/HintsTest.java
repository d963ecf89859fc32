package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code nix4j} adds to Nix's messages: the likely name of a flag or setting, and the local file of an input. */
class HintsTest {
    @TempDir
    Path directory;

    private ProgramRun run(String program, Map<String, String> variables, String... words) {
        return ProgramRun.ours(directory, variables, "", program, words);
    }

    @ParameterizedTest
    @CsvSource({
        "flake lock --overide-input a b, --override-input",
        "flake metadata --no-alow-dirty, --no-allow-dirty",
        "eval --tarbal-ttl 5, --tarball-ttl",
        "eval --extra-experimental-feature x, --extra-experimental-features",
        "eval --impur, --impure",
        "flake metdata, metadata",
        "config show tarbal-ttl, tarball-ttl"
    })
    void likelyNamesComeAfterTheMessage(String words, String likely) {
        ProgramRun own = run("nix4j", Map.of(), words.split(" "));
        String hint = "\n       Did you mean " + likely + "?";
        assertThat(own.err()).contains(hint);
        ProgramRun nix = run("nix", Map.of(), words.split(" "));
        assertThat(own.status()).isEqualTo(nix.status());
        assertThat(own.err().replace(hint, "").replace("nix4j", "nix"))
                .isEqualTo(nix.err().replace(hint, ""));
        assertThat(run("nix4j", Map.of(), "eval", "--zzzzzz").err()).doesNotContain("Did you mean");
    }

    @Test
    void settingsThatDoNotExist() throws Exception {
        String text = "warning: unknown setting 'tarbal-ttl'\n";
        String hint = "hint: there is no setting 'tarbal-ttl'; 'tarball-ttl' may be meant\n";
        Path conf = Files.writeString(directory.resolve("nix.conf"), "tarbal-ttl = 1\n");
        List<ProgramRun> runs = new ArrayList<>();
        runs.add(run("nix4j", Map.of(), "eval", "--expr", "1", "--option", "tarbal-ttl", "5"));
        runs.add(run("nix4j", Map.of("NIX_USER_CONF_FILES", conf.toString()), "eval", "--expr", "1"));
        for (ProgramRun run : runs) {
            assertThat(run).isEqualTo(new ProgramRun(0, "1\n", text + hint));
        }
        assertThat(run("nix", Map.of(), "eval", "--expr", "1", "--option", "tarbal-ttl", "5")
                        .err())
                .isEqualTo(text);
        assertThat(run("nix4j", Map.of(), "eval", "--expr", "1", "--option", "zzzzzz", "5")
                        .err())
                .isEqualTo("warning: unknown setting 'zzzzzz'\n");
        Files.writeString(directory.resolve("flake.nix"), "{ nixConfig.tarbal-ttl = 1; outputs = _: { a = 1; }; }");
        String untrusted = "warning: ignoring untrusted flake configuration setting 'tarbal-ttl'.\n"
                + "Pass '--accept-flake-config' to trust it\n";
        String[] words = {"eval", "path:" + directory + "#a", "--store", "memory://"};
        assertThat(run("nix4j", Map.of(), words).err()).isEqualTo(untrusted + hint);
        assertThat(run("nix", Map.of(), words).err()).isEqualTo(untrusted);
    }

    private Path input(String name, boolean repository) throws Exception {
        Path input = Files.createDirectories(directory.resolve(name));
        Files.writeString(input.resolve("flake.nix"), "{ outputs = _: { a = import ./x.nix; }; }\n");
        Files.writeString(input.resolve("x.nix"), "{\n  a = 1\n  b = 2;\n}\n");
        if (repository) {
            try (Git git = Git.init().setDirectory(input.toFile()).call()) {
                git.add().addFilepattern(".").call();
                git.commit()
                        .setSign(false)
                        .setMessage("x")
                        .setAuthor("a", "a@b")
                        .setCommitter("a", "a@b")
                        .call();
            }
        }
        return input;
    }

    private String hint(Path input, String url) throws Exception {
        Path top = Files.createDirectories(directory.resolve("top"));
        Files.writeString(
                top.resolve("flake.nix"),
                "{ inputs.i.url = \"" + url.replace("HERE", input.toString()) + "\"; outputs = { i, ... }: i; }");
        String err = run("nix4j", Map.of(), "eval", "path:" + top + "#a", "--store", "memory://", "--no-eval-cache")
                .err();
        assertThat(err).contains("syntax error");
        return err.substring(err.indexOf("\nhint: ") + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "path:HERE, false",
        "git+file://HERE, true",
        "git+file://HERE?ref=HEAD, true",
        "git+file://HERE?shallow=1, true"
    })
    void filesOfLocalInputsAreNamedByTheirPlace(String url, boolean repository) throws Exception {
        Path input = input("input", repository);
        String expected = "hint: ./input/x.nix:2:8: a semicolon seems to be missing here\n";
        assertThat(hint(input, url)).isEqualTo(expected);
        assertThat(hint(input, url)).as("locked").isEqualTo(expected);
        Files.writeString(input.resolve("flake.nix"), "{\n  description = \"x\"\n  outputs = _: { };\n}\n");
        Files.delete(directory.resolve("top/flake.lock"));
        if (!url.contains("ref")) {
            assertThat(hint(input, url))
                    .isEqualTo("hint: ./input/flake.nix:2:20: a semicolon seems to be missing here\n");
        }
    }

    @Test
    void whatIsNotSureIsNamedAsMessagesNameIt() throws Exception {
        Path input = input("input", true);
        Files.writeString(input.resolve("x.nix"), "{\n  a = 1;\n  b = 2;\n}\n");
        assertThat(hint(input, "git+file://HERE?ref=HEAD")).matches("hint: \u00c2\u00abgit\\+file:.*/x.nix:2:8: .*\n");
        Path twin = input("twin", false);
        Path same = input("same", false);
        Files.writeString(
                directory.resolve("top/flake.nix"),
                "{ inputs.a.url = \"path:" + twin + "\"; inputs.b.url = \"path:" + same
                        + "\"; outputs = { a, b, ... }: { a = builtins.seq \"${b}\" a.a; }; }");
        Files.delete(directory.resolve("top/flake.lock"));
        assertThat(run("nix4j", Map.of(), "eval", "path:./top#a", "--store", "memory://")
                        .err())
                .containsPattern("\nhint: /nix/store/[^/]*/x.nix:2:8: ");
    }
}
