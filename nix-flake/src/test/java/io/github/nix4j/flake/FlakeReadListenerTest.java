package io.github.nix4j.flake;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.io.TracingTree.Access;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.api.Git;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an evaluation has read of flakes, as a program needs it that evaluates again when something of that changes. */
class FlakeReadListenerTest {
    @TempDir
    Path folder;

    private record Read(
            Access access, TreePath path, @Nullable Path file) {}

    private final Set<Read> reads = ConcurrentHashMap.newKeySet();
    private final UnsavedFiles unsaved = new UnsavedFiles();
    private Path project;
    private Path input;

    @BeforeEach
    void write() throws IOException {
        project = Files.createDirectories(folder.resolve("project/sub")).getParent();
        input = Files.createDirectory(folder.resolve("input"));
        Files.writeString(input.resolve("text"), "text");
        Files.writeString(input.resolve("unread"), "");
        Files.writeString(project.resolve("sub/a.nix"), "1");
        Files.writeString(project.resolve("unread.nix"), "1");
        Files.writeString(
                project.resolve("flake.nix"),
                "{ inputs.input = { url = \"path:" + input + "\"; flake = false; };\n"
                        + "  outputs = { self, input }: { v = [ (import ./sub/a.nix) (builtins.readFile \"${input}/text\")\n"
                        + "    (builtins.pathExists ./missing) (builtins.attrNames (builtins.readDir ./sub)) ]; }; }");
    }

    @Test
    void tellsOfFilesFoldersAndWhatIsMissing() {
        evaluate(project);
        assertThat(reads)
                .contains(
                        read(Access.CONTENT, project, "/flake.nix"),
                        read(Access.CONTENT, project, "/sub/a.nix"),
                        read(Access.ENTRIES, project, "/sub"),
                        read(Access.STAT, project, "/missing"),
                        read(Access.STAT, project, "/flake.lock"),
                        read(Access.CONTENT, input, "/text"));
        assertThat(reads).noneMatch(read -> read.path().name().startsWith("unread"));
    }

    @Test
    void tellsOfLargeTreesAndOfUnsavedBuffers() throws IOException {
        try (RandomAccessFile large =
                new RandomAccessFile(project.resolve("large").toFile(), "rw")) {
            large.setLength(20 << 20);
        }
        unsaved.put(project.resolve("missing"), "");
        unsaved.put(project.resolve("sub/a.nix"), "2");
        evaluate(project);
        assertThat(reads)
                .contains(read(Access.CONTENT, project, "/sub/a.nix"), read(Access.STAT, project, "/missing"))
                .noneMatch(read -> read.path().name().equals("large"));
    }

    /** The files of a commit are nowhere on the disk. */
    @Test
    void tellsOfCommitsWithoutFiles() throws Exception {
        Files.writeString(project.resolve("flake.nix"), "{ outputs = _: { v = import ./sub/a.nix; }; }");
        String revision;
        try (Git git = Git.init().setDirectory(project.toFile()).call()) {
            git.add().addFilepattern(".").call();
            revision = git.commit()
                    .setMessage("first")
                    .setSign(false)
                    .setAuthor("a", "a@example.org")
                    .setCommitter("a", "a@example.org")
                    .call()
                    .name();
        }
        Read asCommitted = new Read(Access.CONTENT, TreePath.of("/sub/a.nix"), null);
        evaluate("git+file://" + project + "?rev=" + revision);
        assertThat(reads).contains(asCommitted);
        reads.clear();
        evaluate("git+file://" + project);
        assertThat(reads).contains(read(Access.CONTENT, project, "/sub/a.nix")).doesNotContain(asCommitted);
    }

    private void evaluate(Path directory) {
        evaluate("path:" + directory);
    }

    private void evaluate(String reference) {
        FlakeLoader.Builder loader = FlakeLoader.builder(project)
                .unsaved(unsaved)
                .reads((access, tree, path, file) -> reads.add(new Read(access, path, file)));
        try (FlakeEvaluator flakes = FlakeEvaluator.of(NixEvaluator.builder(), loader)) {
            flakes.output(flakes.loader().load(reference), EvalOptions.UNLIMITED, "v")
                    .toJava();
        }
    }

    private static Read read(Access access, Path tree, String path) {
        return new Read(access, TreePath.of(path), tree.resolve(path.substring(1)));
    }
}
