package io.github.nix4j.store.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest {
    private static final String NAME = "5758gmgp8vf479smalfvq6m4sw5xsh2z-tree";

    @TempDir
    Path root;

    private static MemoryTree tree() {
        return MemoryTree.builder()
                .file("/a", "a\n")
                .file(TreePath.of("/x"), ByteText.bytes("#!/bin/sh\n"), true)
                .file("/sub/empty", "")
                .symlink("/sub/l", "../a")
                .build();
    }

    private Store open() {
        return Stores.open(root + "?fsync-store-paths=false");
    }

    private List<String> objects() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("nix/store"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void filesAreAsCppNixLeavesThem() throws IOException {
        try (Store store = Stores.open(root.toString())) {
            store.addTree("tree", tree(), TreePath.ROOT);
            store.addText("dummy", ByteText.bytes("hello\n"), StoreReferences.NONE);
        }
        assertThat(objects()).containsExactly(NAME, "92hvx00fg0l4kai48ilcb9alskzj5lgx-dummy");
        Path object = root.resolve("nix/store").resolve(NAME);
        assertModes(object, "r-xr-xr-x");
        assertModes(object.resolve("a"), "r--r--r--");
        assertModes(object.resolve("x"), "r-xr-xr-x");
        assertModes(object.resolve("sub"), "r-xr-xr-x");
        assertModes(object.resolve("sub/empty"), "r--r--r--");
        assertThat(Files.getLastModifiedTime(object.resolve("sub/l"), LinkOption.NOFOLLOW_LINKS)
                        .toMillis())
                .isEqualTo(1000);
        assertThat(DiskTree.of(root).readLink(TreePath.of("/nix/store/" + NAME + "/sub/l")))
                .isEqualTo("../a");
    }

    private static void assertModes(Path file, String modes) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .as("%s", file)
                .isEqualTo(modes);
        assertThat(Files.getLastModifiedTime(file).toMillis()).as("%s", file).isEqualTo(1000);
    }

    @Test
    void validityOutlivesTheProcess() {
        try (Store store = open()) {
            store.addTree("tree", tree(), TreePath.ROOT);
        }
        try (Store store = open()) {
            assertThat(store.isValid(StorePath.of(NAME))).isTrue();
            assertThat(store.tree(StorePath.of(NAME)).display(TreePath.of("/a")))
                    .isEqualTo("/nix/store/" + NAME + "/a");
        }
    }

    @Test
    void whatOthersDeletedIsNotValid() throws IOException {
        StorePath path;
        try (Store store = open()) {
            path = store.addText("x", new byte[0], StoreReferences.NONE);
        }
        Files.delete(root.resolve("nix/store").resolve(path.baseName()));
        try (Store store = open()) {
            assertThat(store.isValid(path)).isFalse();
            store.addText("x", new byte[0], StoreReferences.NONE);
            assertThat(store.isValid(path)).isTrue();
        }
        assertThat(objects()).containsExactly(path.baseName());
    }

    @Test
    void leftoversAreNotValid() throws IOException {
        Path leftover = root.resolve("nix/store").resolve(NAME);
        Files.createDirectories(leftover.resolve("sub"));
        Files.writeString(leftover.resolve("a"), "half");
        try (Store store = open()) {
            StorePath path = StorePath.of(NAME);
            assertThat(store.isValid(path)).isFalse();
            store.addTree("tree", tree(), TreePath.ROOT);
            assertThat(NarWriter.hash(store.tree(path), TreePath.ROOT))
                    .isEqualTo(NarWriter.hash(tree(), TreePath.ROOT));
        }
        assertThat(objects()).containsExactly(NAME);
    }

    @Test
    void wholeLeftoversAreKept() throws IOException {
        Path leftover = root.resolve("nix/store").resolve(NAME);
        Files.createDirectories(leftover.resolve("sub"));
        Files.writeString(leftover.resolve("a"), "a\n");
        Files.writeString(leftover.resolve("x"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(leftover.resolve("x"), PosixFilePermissions.fromString("rwx------"));
        Files.writeString(leftover.resolve("sub/empty"), "");
        Files.createSymbolicLink(leftover.resolve("sub/l"), Path.of("../a"));
        Object identity = Files.getAttribute(leftover, "unix:ino");
        try (Store store = open()) {
            store.addTree("tree", tree(), TreePath.ROOT);
        }
        assertThat(Files.getAttribute(leftover, "unix:ino")).isEqualTo(identity);
        assertModes(leftover.resolve("x"), "r-xr-xr-x");
        assertModes(leftover.resolve("a"), "r--r--r--");
    }

    @Test
    void aTornRegistrationIsNone() throws IOException {
        try (Store store = open()) {
            store.addTree("tree", tree(), TreePath.ROOT);
        }
        Path registration = root.resolve("nix/var/nix4j/valid").resolve(NAME);
        byte[] whole = Files.readAllBytes(registration);
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(registration, Arrays.copyOf(whole, length));
            try (Store store = open()) {
                assertThat(store.isValid(StorePath.of(NAME)))
                        .as("%s bytes", length)
                        .isFalse();
            }
        }
        try (Store store = open()) {
            store.addTree("tree", tree(), TreePath.ROOT);
            assertThat(store.isValid(StorePath.of(NAME))).isTrue();
        }
    }

    @Test
    void manyWritersOfTheSameObjects() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (Store one = open();
                Store two = open()) {
            List<Callable<StorePath>> tasks = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                Store store = i % 2 == 0 ? one : two;
                MemoryTree content = MemoryTree.builder()
                        .file("/f", "" + i / 8)
                        .file("/d/g", "x")
                        .build();
                tasks.add(() -> store.addTree("same", content, TreePath.ROOT));
            }
            for (Future<StorePath> done : pool.invokeAll(tasks)) {
                assertThat(one.isValid(done.get())).isTrue();
                assertThat(two.isValid(done.get())).isTrue();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(objects()).hasSize(10);
    }

    @Test
    void worksWithWindowsRules() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows());
                Store store = Stores.openDirectory(windows.getPath("C:\\store"))) {
            StorePath path =
                    store.addTree("tree", MemoryTree.builder().file("/a/b", "c").build(), TreePath.ROOT);
            assertThat(store.tree(path).readFile(TreePath.of("/a/b"))).isEqualTo(ByteText.bytes("c"));
        }
    }
}
