package io.github.nix4j.flake.unsaved;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dates of directories with unsaved files, and what it costs to find them. */
class UnsavedTreeTest {
    private static final TreePath SUB = TreePath.of("/sub");

    @TempDir
    Path project;

    private final UnsavedFiles unsaved = new UnsavedFiles(() -> Instant.ofEpochSecond(5000));

    @BeforeEach
    void makeFiles() throws IOException {
        Files.createDirectory(project.resolve("sub"));
        Files.writeString(project.resolve("sub/old"), "old");
        dated(1000);
    }

    private void dated(long seconds) throws IOException {
        Files.setLastModifiedTime(project.resolve("sub"), FileTime.from(Instant.ofEpochSecond(seconds)));
    }

    private static long date(SourceTree tree) throws IOException {
        return Objects.requireNonNull(tree.stat(SUB)).mtime();
    }

    @Test
    void aDirectoryIsAsNewAsWhatWasMadeOrDeletedInIt() throws IOException {
        unsaved.put(project.resolve("sub/old"), "other");
        assertThat(date(unsaved.over(project))).isEqualTo(1000);
        unsaved.put(project.resolve("sub/in/a"), "new");
        assertThat(date(unsaved.over(project))).isEqualTo(5000);
        unsaved.revert(project.resolve("sub/in/a"));
        assertThat(date(unsaved.over(project))).isEqualTo(1000);
        unsaved.delete(project.resolve("sub/absent"));
        assertThat(date(unsaved.over(project))).isEqualTo(1000);
        unsaved.delete(project.resolve("sub/old"));
        assertThat(date(unsaved.over(project))).isEqualTo(5000);
    }

    @Test
    void whatIsSavedWhileATreeIsUsedIsNew() throws IOException {
        unsaved.put(project.resolve("sub/new"), "new");
        SourceTree tree = unsaved.over(project);
        assertThat(date(tree)).isEqualTo(5000);
        Files.writeString(project.resolve("sub/new"), "new");
        dated(2000);
        assertThat(date(tree)).isEqualTo(2000);
        Files.delete(project.resolve("sub/new"));
        dated(3000);
        assertThat(date(tree)).isEqualTo(5000);
    }

    @Test
    void manyChangesAreLookedAtOnce() throws IOException {
        AtomicInteger looks = new AtomicInteger();
        SourceTree disk = new ForwardingTree(DiskTree.of(project)) {
            @Override
            public @Nullable Stat stat(TreePath path) throws IOException {
                looks.incrementAndGet();
                return super.stat(path);
            }
        };
        Map<TreePath, UnsavedFiles.Change> changes = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            changes.put(SUB.child("file" + i), new UnsavedFiles.Change(new byte[0], i));
        }
        SourceTree tree = new UnsavedTree(disk, changes);
        assertThat(date(tree)).isEqualTo(1000);
        assertThat(looks.getAndSet(0)).isEqualTo(401);
        assertThat(date(tree)).isEqualTo(1000);
        assertThat(tree.stat(TreePath.ROOT)).isNotNull();
        assertThat(looks).hasValueLessThan(5);
    }

    @Test
    void theWholeDiskIsTheSameTreeUntilSomethingChanges() throws IOException {
        unsaved.put(project.resolve("sub/new"), "1");
        SourceTree before = unsaved.whole();
        assertThat(unsaved.whole()).isSameAs(before);
        SourceTree live = unsaved.overDisk();
        TreePath file = TreePath.of(project.toRealPath() + "/sub/new");
        assertThat(live.readFile(file)).asString().isEqualTo("1");
        unsaved.put(project.resolve("sub/new"), "2");
        assertThat(live.readFile(file)).asString().isEqualTo("2");
        unsaved.revert(project.resolve("sub/new"));
        assertThat(live.stat(file)).isNull();
        unsaved.put(project.resolve("sub/new"), "3");
        unsaved.clear();
        assertThat(live.stat(file)).isNull();
    }
}
