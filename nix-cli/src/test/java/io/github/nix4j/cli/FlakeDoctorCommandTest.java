package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;

/** {@code flake doctor}, which Nix does not have. */
class FlakeDoctorCommandTest extends EditedFlake {
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
}
