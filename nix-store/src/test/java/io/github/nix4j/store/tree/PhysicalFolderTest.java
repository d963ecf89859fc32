package io.github.nix4j.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trees that show a part of a folder on the disk, or more than that, do not say that the folder is theirs. */
class PhysicalFolderTest {
    private static final TreePath FOLDER = TreePath.of("/folder");
    private static final TreePath FILE = TreePath.of("/folder/file");

    @TempDir
    Path directory;

    private DiskTree disk;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(directory.resolve("folder/other"));
        Files.writeString(directory.resolve("folder/file"), "file");
        disk = DiskTree.of(directory);
    }

    @Test
    void theDiskHasAll() {
        assertThat(disk.physical(FOLDER)).isEqualTo(directory.resolve("folder"));
        assertThat(disk.rememberedSince(FOLDER)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void filteredFoldersAreElsewhere() {
        SourceTree filtered = new FilteredTree(disk, path -> !path.name().equals("other"));
        assertThat(filtered.physical(FOLDER)).isNull();
        assertThat(filtered.physical(FILE)).isEqualTo(directory.resolve("folder/file"));
        assertThat(filtered.physical(TreePath.of("/folder/other"))).isNull();
    }

    @Test
    void whatIsLaidOverWithIsElsewhere() {
        SourceTree upper = MemoryTree.builder()
                .file(TreePath.of("/folder/other/new"), new byte[0], false)
                .build();
        SourceTree overlay = new OverlayTree(disk, upper);
        assertThat(overlay.physical(FOLDER)).isNull();
        assertThat(overlay.physical(FILE)).isEqualTo(directory.resolve("folder/file"));
    }

    @Test
    void whatSomethingIsRemovedFromIsElsewhere() {
        SourceTree upper = MemoryTree.builder().build();
        SourceTree overlay = new OverlayTree(disk, upper, Set.of(TreePath.of("/folder/other")));
        assertThat(overlay.physical(FOLDER)).isNull();
        assertThat(overlay.physical(FILE)).isEqualTo(directory.resolve("folder/file"));
    }
}
