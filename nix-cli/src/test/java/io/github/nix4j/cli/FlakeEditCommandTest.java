package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that Nix does not have: {@code flake edit} and {@code flake doctor}. */
class FlakeEditCommandTest {
    @TempDir
    Path directory;

    private Path flake() {
        return directory.resolve("flake/flake.nix");
    }

    @BeforeEach
    void makeFlakes() throws Exception {
        write("lib/flake.nix", "{ outputs = _: { v = 1; }; }\n");
        write("tool/flake.nix", "{ inputs.lib.url = \"path:" + directory + "/lib\"; outputs = { lib, ... }: { }; }\n");
        write("flake/flake.nix", """
                {
                  inputs = {
                    lib.url = "path:%1$s/lib"; # ours
                    tool.url = "path:%1$s/tool";
                  };
                  outputs = { self, lib, tool }: { v = lib.v; };
                }
                """.formatted(directory));
    }

    private void write(String name, String text) throws Exception {
        Files.createDirectories(directory.resolve(name).getParent());
        Files.writeString(directory.resolve(name), text);
    }

    private ProgramRun run(String... words) {
        List<String> all = new ArrayList<>(List.of("flake"));
        all.addAll(List.of(words));
        all.addAll(List.of("--store", "memory://"));
        return ProgramRun.ours(directory.resolve("flake"), "", "nix4j", all.toArray(new String[0]));
    }

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
    void doctorFailsWhereItIsAskedTo() {
        assertThat(run("lock").status()).isZero();
        ProgramRun found = run("doctor", "--fail-on-findings");
        assertThat(found).isEqualTo(new ProgramRun(1, run("doctor").out(), ""));
        assertThat(run("doctor").status()).isZero();
        assertThat(run("doctor", "--fail-on-findings", "--fix").status()).isZero();
        assertThat(run("doctor", "--fail-on-findings"))
                .isEqualTo(new ProgramRun(0, "nothing was found that could be better\n", ""));
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
    void doctorMergesWhatIsTheSame() throws Exception {
        assertThat(run("lock").status()).isZero();
        ProgramRun found = run("doctor");
        assertThat(found.status()).isZero();
        assertThat(found.out())
                .startsWith("path:" + directory + "/lib occurs 2 times:\n  lib: path:")
                .endsWith("  to merge: inputs.tool.inputs.lib.follows = \"lib\";\n");
        assertThat(run("doctor", "--json").out())
                .contains("\"merges\":[{\"follows\":\"lib\",\"input\":\"tool/lib\",\"sameReference\":true}]");
        ProgramRun mended = run("doctor", "--fix");
        assertThat(mended.err())
                .contains("added inputs.tool.inputs.lib.follows = \"lib\";\n")
                .contains("Updated input 'tool/lib'");
        assertThat(mended.out()).isEqualTo("nothing is left that could be better\n");
        assertThat(Files.readString(flake())).contains("# ours\n").contains("tool.inputs.lib.follows = \"lib\";\n");
        assertThat(run("doctor").out()).isEqualTo("nothing was found that could be better\n");
    }

    @Test
    void doctorRemovesWhatNothingUses() throws Exception {
        assertThat(run("lock").status()).isZero();
        Path lock = directory.resolve("flake/flake.lock");
        String good = Files.readString(lock);
        Files.writeString(lock, good.replace("\"nodes\": {\n", "\"nodes\": {\n    \"aaa\": { \"inputs\": {} },\n"));
        assertThat(run("doctor").out()).contains("in the lock file, but used by nothing: aaa\n");
        ProgramRun mended = run("doctor", "--fix");
        assertThat(mended.status()).isZero();
        assertThat(mended.err()).contains("added inputs.tool.").endsWith("removed from flake.lock: aaa\n");
        assertThat(mended.out()).isEqualTo("nothing is left that could be better\n");
        String mendedLock = Files.readString(lock);
        assertThat(mendedLock).doesNotContain("aaa");
        Files.writeString(
                lock, mendedLock.replace("\"nodes\": {\n", "\"nodes\": {\n    \"aaa\": { \"inputs\": {} },\n"));
        assertThat(run("doctor", "--fix"))
                .isEqualTo(
                        new ProgramRun(0, "nothing is left that could be better\n", "removed from flake.lock: aaa\n"));
        assertThat(Files.readString(lock)).isEqualTo(mendedLock);
        assertThat(run("doctor", "--fix")).isEqualTo(new ProgramRun(0, "nothing was found that could be better\n", ""));
    }

    @Test
    void doctorLeavesAFlakeAloneOfWhichOnlyTheLockFileIsOld() throws Exception {
        assertThat(run("lock").status()).isZero();
        run("edit", "follow", "tool/lib", "lib");
        String edited = Files.readString(flake());
        ProgramRun mended = run("doctor", "--fix");
        assertThat(mended.status()).isZero();
        assertThat(mended.err())
                .contains("Updated input 'tool/lib'")
                .endsWith("flake.nix is as it was: only its lock file was old\n")
                .doesNotContain("added inputs");
        assertThat(mended.out()).isEqualTo("nothing is left that could be better\n");
        assertThat(Files.readString(flake())).isEqualTo(edited);
    }

    @Test
    void doctorLeavesWhatTheFlakeAsksFor() throws Exception {
        run("edit", "add", "more", "path:" + directory + "/tool");
        run("edit", "url", "tool/lib", "path:" + directory + "/lib");
        assertThat(run("lock").status()).isZero();
        assertThat(run("doctor").out())
                .contains("  tool/lib: path:", "  to merge: inputs.more.inputs.lib.follows = \"lib\";\n")
                .doesNotContain("inputs.tool");
        ProgramRun mended = run("doctor", "--fix");
        assertThat(mended.err()).endsWith("added inputs.more.inputs.lib.follows = \"lib\";\n");
        assertThat(mended.out()).doesNotContain("to merge");
        assertThat(run("doctor", "--fix"))
                .isEqualTo(new ProgramRun(0, mended.out().replace("what is left:\n", ""), ""));
        write("flake/flake.nix", "let in " + Files.readString(flake()));
        assertThat(run("doctor").out()).as("the lock file alone").contains("inputs.tool.inputs.lib.follows");
    }

    @Test
    void doctorLeavesAllAsItWasWhereLockingFails() throws Exception {
        try (Git git =
                Git.init().setDirectory(directory.resolve("dirty").toFile()).call()) {
            write("dirty/flake.nix", "{ outputs = _: { }; }\n");
            git.add().addFilepattern("flake.nix").call();
        }
        String good = Files.readString(flake());
        run("edit", "add", "dirty", "git+file://" + directory + "/dirty");
        String before = Files.readString(flake());
        ProgramRun refused = run("doctor", "--fix");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err())
                .contains("because it has an unlocked input ('git+file://" + directory + "/dirty'")
                .doesNotContain("added");
        assertThat(flake()).hasContent(before);
        assertThat(directory.resolve("flake/flake.lock")).doesNotExist();
        assertThat(run("doctor", "--fix", "--allow-dirty-locks").status()).isZero();
        assertThat(Files.readString(flake())).contains("tool.inputs.lib.follows");

        Files.writeString(flake(), good);
        assertThat(run("lock").status()).isZero();
        String lock = Files.readString(directory.resolve("flake/flake.lock"));
        assertThat(run("doctor", "--fix", "--no-update-lock-file").err())
                .contains("they're not allowed due to '--no-update-lock-file'")
                .doesNotContain("added");
        assertThat(flake()).hasContent(good);
        assertThat(directory.resolve("flake/flake.lock")).hasContent(lock);
    }

    @Test
    void doctorMergesBelowWhatIsMergedOnlyOnRequest() throws Exception {
        for (String name : List.of("a", "b")) {
            String tool = "path:" + directory + "/tool" + (name.equals("a") ? "" : "?lastModified=5");
            write(name + "/flake.nix", "{ inputs.tool.url = \"" + tool + "\"; outputs = _: { }; }\n");
        }
        String both = "{ inputs.a.url = \"path:%1$s/a\"; inputs.b.url = \"path:%1$s/b\"; outputs = _: { }; }\n"
                .formatted(directory);
        write("flake/flake.nix", both);
        String definition = "inputs.b.inputs.tool.inputs.lib.follows = \"a/tool/lib\";";
        String states = "inputs.b.inputs.tool.follows = \"a/tool\";";
        assertThat(run("doctor").out())
                .contains(
                        "  to merge: " + definition + "\n",
                        "  to merge (they ask for different states): " + states + "\n");
        assertThat(run("doctor", "--fix").err())
                .endsWith("added " + definition + "\n")
                .doesNotContain("added " + states);
        write("flake/flake.nix", both);
        assertThat(run("doctor", "--fix", "--all"))
                .matches(run -> run.out().equals("nothing is left that could be better\n"))
                .matches(run -> run.err().endsWith("added " + states + "\n")
                        && !run.err().contains("added " + definition));
    }

    @Test
    void doctorTellsWhatIsLeft() throws Exception {
        write(
                "odd/flake.nix",
                "{ inputs.lib.url = \"path:" + directory + "/lib?lastModified=5\"; outputs = _: { }; }\n");
        assertThat(run("edit", "add", "odd", "path:" + directory + "/odd").status())
                .isZero();
        assertThat(run("lock").status()).isZero();
        ProgramRun mended = run("doctor", "--fix", "--fail-on-findings");
        assertThat(mended.status()).isEqualTo(1);
        assertThat(mended.err())
                .contains("added inputs.tool.inputs.lib.follows")
                .doesNotContain("inputs.odd.inputs");
        assertThat(mended.out())
                .startsWith("what is left:\npath:" + directory + "/lib occurs 2 times:\n  lib: path:")
                .contains("  to merge (they ask for different states): inputs.odd.inputs.lib.follows = \"lib\";\n")
                .doesNotContain("tool");
        assertThat(run("doctor").out()).isEqualTo(mended.out().replace("what is left:\n", ""));
        assertThat(run("doctor", "--fix").out()).isEqualTo(run("doctor").out());
        assertThat(run("doctor", "--fix", "--all", "--json").out())
                .isEqualTo("{\"duplicates\":[],\"stale\":[],\"unreachable\":[]}\n");
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
