package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;

/** {@code flake edit} and plans, which Nix does not have, and hints. */
class FlakeEditCommandTest extends EditedFlake {
    @Test
    void editsInPlace() throws Exception {
        String before = Files.readString(flake());
        assertThat(run("edit", "follow", "tool/lib", "lib"))
                .isEqualTo(new ProgramRun(0, "", "changed '" + flake() + "'\n"));
        String mark = "    tool.url = \"path:" + directory + "/tool\";\n";
        assertThat(Files.readString(flake()))
                .isEqualTo(before.replace(mark, mark + "    tool.inputs.lib.follows = \"lib\";\n"));
        assertThat(run("edit", "follow", "tool/lib", "lib").err()).isEqualTo("'" + flake() + "' says that already\n");
        assertThat(run("edit", "unfollow", "tool/lib").status()).isZero();
        assertThat(Files.readString(flake())).isEqualTo(before);
        assertThat(run("edit", "add", "more", "path:" + directory + "/lib").status())
                .isZero();
        assertThat(run("metadata", "--json").out()).contains("\"more\":");
        assertThat(run("edit", "remove", "more").status()).isZero();
        assertThat(Files.readString(flake())).isEqualTo(before);
    }

    @Test
    void namesThatNixCannotFollow() throws Exception {
        write("flake/flake.nix", "{ outputs = _: { }; }\n");
        assertThat(run("edit", "add", "odd name", "path:" + directory + "/tool").status())
                .isZero();
        assertThat(run("edit", "follow", "odd name/lib", "").status()).isZero();
        assertThat(run("metadata", "--json").out()).contains("\"odd name\":");
        assertThat(run("edit", "remove", "odd name").status()).isZero();
        assertThat(flake()).hasContent("{ outputs = _: { }; }\n");
    }

    @Test
    void printsOnlyWhenAskedTo() throws Exception {
        String before = Files.readString(flake());
        ProgramRun run = run("edit", "url", "lib", "github:a/b", "--dry-run");
        assertThat(run).isEqualTo(new ProgramRun(0, before.replace("path:" + directory + "/lib", "github:a/b"), ""));
        assertThat(Files.readString(flake())).isEqualTo(before);
    }

    @Test
    void tellsWhyNot() {
        assertThat(run("edit", "remove", "lob").err())
                .isEqualTo("error: there is no input 'lob'; 'lib' may be meant\n");
        assertThat(run("edit", "ad", "x", "y").err())
                .startsWith("error: 'ad' is not a change: add NAME URL,")
                .contains("Did you mean add?");
        assertThat(run("edit", "add", "x").err()).startsWith("error: 'add' takes 2 arguments\n");
        assertThat(run("edit", "--flake", "github:a/b", "remove", "x").err())
                .isEqualTo("error: flake 'github:a/b' is not in a local directory, so that it cannot be edited\n");
        assertThat(ProgramRun.ours(directory, "", "nix", "flake", "edit").err())
                .startsWith("error: 'edit' is not a recognised command");
    }

    @Test
    void refusesWhatNixCouldNotRead() throws Exception {
        String before = Files.readString(flake());
        assertThat(run("edit", "add", "zip", "not a url").err())
                .startsWith("error: 'not a url' is no flake reference: it is neither a URL that Nix can read");
        assertThat(run("edit", "add", "x y", "./x").err())
                .startsWith("error: input 'x y' cannot be an argument of 'outputs'");
        assertThat(run("edit", "add", "inherit", "./x").err())
                .startsWith("error: input 'inherit' cannot be an argument of 'outputs'");
        assertThat(run("edit", "follow", "tool/lib", "lbi").err())
                .isEqualTo(
                        "error: input 'tool/lib' cannot follow 'lbi': there is no input 'lbi'; 'lib' may be meant\n");
        assertThat(run("edit", "remove", "lib").err())
                .isEqualTo("error: input 'lib' cannot be removed: 'outputs' still uses it, at " + flake() + ":6:40\n");
        assertThat(run("edit", "add", "x", "./\u00fc\u2192").status()).isZero();
        assertThat(Files.readString(flake())).contains("    x.url = \"./\u00fc\u2192\";\n");
        assertThat(run("edit", "remove", "x").status()).isZero();
        assertThat(Files.readString(flake())).isEqualTo(before);
    }

    @Test
    void usageErrorsPointToTheirOwnPage() {
        assertThat(run("edit").err())
                .matches(
                        "error: no change is named: there are add NAME URL, url INPUT URL, follow INPUT TARGET, unfollow INPUT or"
                                + " remove INPUT\nTry '.*nix4j flake edit --help' for more information\\.\n");
        assertThat(run("edit", "--nonsense").err()).endsWith("nix4j flake edit --help' for more information.\n");
        assertThat(run("doctor", "--days", "99999999999999999").err())
                .startsWith("error: '99999999999999999' is not a number of days\n");
        assertThat(run("doctor", "--days", "-1").err()).startsWith("error: '-1' is not a number of days\n");
        assertThat(run("doctor", "--days", "x").err()).endsWith("nix4j flake doctor --help' for more information.\n");
        assertThat(run("lock", "--nonsense").err()).endsWith("nix4j --help' for more information.\n");
        assertThat(run("edit", "--help").out())
                .contains("--dry-run")
                .doesNotContain("--arg ", "--include", "--eval-store", "--override-input");
    }

    @Test
    void tellsWhatMistypedAttributesAndInputsMean() throws Exception {
        run("edit", "follow", "tool/lib", "lib");
        assertThat(run("update", "tool/lib").err())
                .startsWith(
                        "warning: 'tool/lib' does not match any input of this flake\nhint: input 'tool/lib' follows 'lib'\n");
        ProgramRun nix = ProgramRun.ours(
                directory.resolve("flake"), "", "nix", "flake", "update", "tool/lib", "--store", "memory://");
        assertThat(nix.err()).doesNotContain("hint:");
        write("flake/flake.nix", Files.readString(flake()).replace("lib.url", "lib.ulr"));
        ProgramRun wrong = run("metadata");
        assertThat(wrong.err())
                .contains("hint: there is no input attribute 'ulr'; 'url' may be meant\n")
                .contains("error: unexpected flake input attribute 'ulr', at ");
        assertThat(ProgramRun.ours(directory.resolve("flake"), "", "nix", "flake", "metadata", "--store", "memory://")
                        .err())
                .isEqualTo(wrong.err().replaceAll("hint: .*\n", ""));
    }

    @Test
    void warnsOfInputsThatWereNotLocked() throws Exception {
        String changed = "changed '" + flake() + "'\n";
        assertThat(run("edit", "follow", "tool/lbi", "lib", "--dry-run").err()).isEmpty();
        assertThat(run("lock").status()).isZero();
        String warning = "warning: input 'tool' was locked without an input 'lbi'\n"
                + "hint: there is no input 'tool/lbi'; 'tool/lib' may be meant\n";
        assertThat(run("edit", "follow", "tool/lbi", "lib", "--dry-run").err()).isEqualTo(warning);
        assertThat(run("edit", "follow", "tool/lbi/x", "lib", "--dry-run").err())
                .isEqualTo(warning);
        assertThat(run("edit", "url", "tool/lbi", "./x", "--dry-run").err()).isEqualTo(warning);
        assertThat(run("edit", "follow", "tool/lib", "tool/lbi", "--dry-run").err())
                .isEqualTo(warning);
        assertThat(run("edit", "follow", "tool/unlike", "lib", "--dry-run").err())
                .isEqualTo("warning: input 'tool' was locked without an input 'unlike'\n");
        assertThat(run("edit", "follow", "tool/lib", "", "--dry-run").err()).isEmpty();
        assertThat(run("edit", "add", "new", "./new").err()).isEqualTo(changed);
        assertThat(run("edit", "follow", "new/lbi", "lib", "--dry-run").err()).isEmpty();
        assertThat(run("edit", "follow", "tool/lbi", "lib")).isEqualTo(new ProgramRun(0, "", warning + changed));
        assertThat(Files.readString(flake())).contains("tool.inputs.lbi.follows = \"lib\";");
    }

    @Test
    void editsBesideALockFileThatIsNone() throws Exception {
        write("flake/flake.lock", "<<<<<<< ours\n");
        ProgramRun run = run("edit", "follow", "tool/lib", "lib");
        assertThat(run.status()).isZero();
        assertThat(run.err())
                .startsWith("warning: names of inputs are not checked: ")
                .endsWith("changed '" + flake() + "'\n");
    }

    @Test
    void plansAreShownWithReasons() throws Exception {
        Path lock = directory.resolve("flake/flake.lock");
        ProgramRun planned = run("lock", "--dry-run");
        assertThat(planned.status()).isZero();
        assertThat(planned.out()).contains("Added input 'tool/lib':", "  because it comes with 'tool'\n");
        assertThat(lock).doesNotExist();
        assertThat(run("lock").status()).isZero();
        String locked = Files.readString(lock);
        assertThat(run("lock", "--dry-run")).isEqualTo(new ProgramRun(0, "nothing would change\n", ""));
        write("lib/flake.nix", "{ outputs = _: { v = 2; }; }\n");
        assertThat(run("update", "lib", "--dry-run", "--json").out())
                .startsWith("{\"changed\":true,\"changes\":[{\"after\":{\"date\":")
                .contains("\"because\":\"its update was asked for\",\"before\":")
                .contains("\"change\":\"updated\",\"input\":\"lib\",\"reason\":\"update\"}],\"flake\":\"path:")
                .endsWith("\"lockFile\":\"" + lock + "\"}\n");
        assertThat(run("update", "--dry-run").out()).contains("because the update of all inputs was asked for\n");
        assertThat(Files.readString(lock)).isEqualTo(locked);
        assertThat(ProgramRun.ours(directory, "", "nix", "flake", "lock", "--dry-run")
                        .err())
                .startsWith("error: unrecognised flag '--dry-run'");
    }

    @Test
    void hintsComeAfterNixsOwnMessageAndUnderTheOwnNameOnly() throws Exception {
        write("flake/flake.nix", Files.readString(flake()).replace("; # ours", " # ours"));
        ProgramRun own = run("metadata");
        int column = 17 + ("path:" + directory + "/lib").length();
        assertThat(own.err()).endsWith("\nhint: ./flake.nix:3:" + column + ": a semicolon seems to be missing here\n");
        ProgramRun nix =
                ProgramRun.ours(directory.resolve("flake"), "", "nix", "flake", "metadata", "--store", "memory://");
        assertThat(own.err()).startsWith(nix.err() + "hint: ");
    }

    @Test
    void whatCannotBeEditedGetsTheHintThatEvaluationGives() throws Exception {
        write("flake/flake.nix", "{\n  inputs.a.url = \"path:/a\"\n  outputs = _: { };\n}\n");
        assertThat(run("edit", "remove", "a").err())
                .isEqualTo("error: " + flake() + " cannot be edited: syntax error, unexpected '=', expecting ';' at "
                        + flake() + ":3:11\nhint: ./flake.nix:2:27: a semicolon seems to be missing here\n");
        write("flake/flake.nix", "{\n  inputs.a = f { };\n  outputs = _: { };\n}\n");
        assertThat(run("edit", "url", "a", "path:/b").err())
                .contains("not written as a literal")
                .doesNotContain("hint:");
    }

    @Test
    void hintsNameFilesAsTheyCanBeOpened() throws Exception {
        write("flake/flake.nix", "{ outputs = _: import ./v.nix; }\n");
        write("flake/v.nix", "{\n  v = 1\n}\n");
        String hint = "v.nix:2:8: a semicolon seems to be missing here\n";
        String flake = "path:" + directory + "/flake#v";
        assertThat(evalIn("flake", flake)).endsWith("\nhint: ./" + hint);
        assertThat(evalIn(".", flake)).endsWith("\nhint: ./flake/" + hint);
        assertThat(evalIn("lib", flake)).endsWith("\nhint: " + directory + "/flake/" + hint);
        assertThat(evalIn("lib", flake)).contains("at /nix/store/");
        write("lib/flake.nix", "{ inputs.f.url = \"path:" + directory + "/flake\"; outputs = { f, ... }: f; }\n");
        assertThat(evalIn("lib", "path:.#v")).as("files of inputs").endsWith("\nhint: " + directory + "/flake/" + hint);
        assertThat(evalIn(".", "path:./lib#v")).endsWith("\nhint: ./flake/" + hint);
        write(
                "lib/flake.nix",
                "{ inputs.f = { url = \"path:" + directory
                        + "/flake\"; flake = false; }; outputs = { f, ... }: import \"${f}/v.nix\"; }\n");
        assertThat(evalIn(".", "path:./lib#v")).endsWith("\nhint: ./flake/" + hint);
        try (Git git =
                Git.init().setDirectory(directory.resolve("flake").toFile()).call()) {
            git.add().addFilepattern(".").call();
        }
        assertThat(evalIn("flake", ".#v")).endsWith("\nhint: ./" + hint);
    }

    private String evalIn(String folder, String output) {
        return ProgramRun.ours(
                        directory.resolve(folder).normalize(),
                        "",
                        "nix4j",
                        "eval",
                        "--no-eval-cache",
                        "--no-write-lock-file",
                        "--store",
                        "memory://",
                        output)
                .err();
    }
}
