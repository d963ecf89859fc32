package io.github.nix4j.store.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {
    private static TreePath at(String text) {
        return TreePath.of(text);
    }

    private static String text(SourceTree tree, String path) throws IOException {
        try (InputStream in = tree.open(at(path))) {
            byte[] streamed = in.readAllBytes();
            assertThat(tree.readFile(at(path))).isEqualTo(streamed);
            return ByteText.of(streamed);
        }
    }

    private static void assertSmallTree(SourceTree tree) throws IOException {
        assertThat(tree.list(TreePath.ROOT)).containsExactly("a", "d", "l");
        assertThat(tree.list(at("/d"))).containsExactly("b");
        assertThat(text(tree, "/a")).isEqualTo("A");
        assertThat(text(tree, "/d/b")).isEqualTo("BB");
        assertThat(tree.readLink(at("/l"))).isEqualTo("d/b");
        assertThat(tree.stat(at("/l")).type()).isEqualTo(FileType.SYMLINK);
        assertThat(tree.stat(at("/d")).type()).isEqualTo(FileType.DIRECTORY);
        assertThat(tree.stat(at("/d/b")).size()).isEqualTo(2);
        assertThat(tree.stat(TreePath.ROOT).type()).isEqualTo(FileType.DIRECTORY);
        assertThat(tree.stat(at("/x"))).isNull();
        assertThat(tree.stat(at("/a/x"))).isNull();
        assertThat(tree.stat(at("/a/x/y"))).isNull();
        assertThatThrownBy(() -> tree.open(at("/x"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> tree.readFile(at("/d/x"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> tree.list(at("/x"))).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> tree.list(at("/a"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> tree.readLink(at("/a"))).isInstanceOf(IOException.class);
    }

    private static MemoryTree memory() {
        return MemoryTree.builder()
                .file("/a", "A")
                .file("/d/b", "BB")
                .symlink("/l", "d/b")
                .build();
    }

    private static void write(Path dir) throws IOException {
        Files.createDirectories(dir.resolve("d"));
        Files.writeString(dir.resolve("a"), "A");
        Files.writeString(dir.resolve("d").resolve("b"), "BB");
        Files.createSymbolicLink(dir.resolve("l"), dir.getFileSystem().getPath("d", "b"));
    }

    @Test
    void memoryTree() throws IOException {
        assertSmallTree(memory());
    }

    @Test
    void diskTree(@TempDir Path dir) throws IOException {
        write(dir);
        DiskTree tree = DiskTree.of(dir);
        assertSmallTree(tree);
        assertThat(tree.stat(at("/a")).executable()).isFalse();
        Files.setPosixFilePermissions(dir.resolve("a"), PosixFilePermissions.fromString("rwxr--r--"));
        assertThat(tree.stat(at("/a")).executable()).isTrue();
        Files.setPosixFilePermissions(dir.resolve("a"), PosixFilePermissions.fromString("rw-r-xr-x"));
        assertThat(tree.stat(at("/a")).executable()).isFalse();
        assertThat(tree.pathOf(dir.resolve("d/b")).text()).isEqualTo("/d/b");
        assertThat(tree.display(at("/d"))).isEqualTo(dir.toRealPath() + "/d");
        assertThatThrownBy(() -> tree.readFile(at("/l")))
                .as("links are not followed")
                .isInstanceOf(IOException.class);
        SourceTree whole = DiskTree.whole();
        assertSmallTree(SubTree.of(whole, at(dir.toString())));
    }

    @Test
    void windowsRules() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path dir = windows.getPath("C:\\projects\\tree");
            write(dir);
            DiskTree tree = DiskTree.of(dir);
            assertSmallTree(tree);
            assertThat(tree.stat(at("/d\\b")))
                    .as("a backslash is no separator here")
                    .isNull();
            assertThat(tree.stat(at("/a:b"))).isNull();
            Files.writeString(dir.resolve("\u00e9"), "E");
            assertThat(tree.list(TreePath.ROOT)).containsExactly("a", "d", "l", "\u00c3\u00a9");
            assertThat(text(tree, "/\u00c3\u00a9")).isEqualTo("E");
        }
    }

    @Test
    void overlay() throws IOException {
        assertSmallTree(new OverlayTree(memory(), MemoryTree.builder().build()));
        assertSmallTree(new OverlayTree(MemoryTree.builder().build(), memory()));
        MemoryTree upper = MemoryTree.builder()
                .file("/d/c", "new")
                .file("/d/b", "changed")
                .file("/a/now/dir", "x")
                .file("/l", "a file")
                .build();
        OverlayTree tree = new OverlayTree(memory(), upper);
        assertThat(tree.list(TreePath.ROOT)).containsExactly("a", "d", "l");
        assertThat(tree.list(at("/d"))).containsExactly("b", "c");
        assertThat(text(tree, "/d/b")).isEqualTo("changed");
        assertThat(tree.stat(at("/a")).type()).isEqualTo(FileType.DIRECTORY);
        assertThat(tree.list(at("/a"))).containsExactly("now");
        assertThat(text(tree, "/l")).isEqualTo("a file");

        OverlayTree without = new OverlayTree(memory(), MemoryTree.builder().build(), Set.of(at("/d"), at("/a")));
        assertThat(without.list(TreePath.ROOT)).containsExactly("l");
        assertThat(without.stat(at("/d/b"))).isNull();
        assertThatThrownBy(() -> without.open(at("/d/b"))).isInstanceOf(NoSuchFileException.class);
        OverlayTree again =
                new OverlayTree(memory(), MemoryTree.builder().file("/d/z", "Z").build(), Set.of(at("/d")));
        assertThat(again.list(at("/d"))).containsExactly("z");
    }

    @Test
    void filteredAndSub() throws IOException {
        FilteredTree tree = new FilteredTree(memory(), path -> !path.text().equals("/d"));
        assertThat(tree.list(TreePath.ROOT)).containsExactly("a", "l");
        assertThat(tree.stat(at("/d/b"))).isNull();
        SourceTree sub =
                SubTree.of(SubTree.of(MemoryTree.builder().file("/x/y/z", "1").build(), at("/x")), at("/y"));
        assertThat(text(sub, "/z")).isEqualTo("1");
        assertThat(sub.display(at("/z"))).isEqualTo("/x/y/z");
        assertThat(SubTree.of(sub, at("/z")).stat(TreePath.ROOT).type()).isEqualTo(FileType.REGULAR);
    }
}
