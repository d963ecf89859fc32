package io.github.nix4j.store.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that are written by several threads while they are hashed. */
class LargeObjectTest {
    private static final int FILES = 150;
    private static final int LARGEST = 3_000_000;

    @TempDir
    Path root;

    private static MemoryTree tree(String text) {
        MemoryTree.Builder tree = MemoryTree.builder();
        for (int i = 0; i < FILES; i++) {
            byte[] content = ByteText.bytes((text + i).repeat(200 * (i % 40)));
            tree.file(TreePath.of("/d" + i % 7 + "/\u00e9" + i % 3 + "/f" + i), content, i % 5 == 0);
        }
        tree.file(TreePath.of("/d0/large"), new byte[LARGEST], true);
        return tree.symlink("/d3/link", "../d4").directory("/empty").build();
    }

    /** Counts how often files are opened, and may fail or tell something else. */
    private static final class Watched extends ForwardingTree {
        private final Map<TreePath, Integer> readings = new HashMap<>();
        private int most = Integer.MAX_VALUE;
        private boolean changes;

        Watched(SourceTree base) {
            super(base);
        }

        private int count(TreePath path) throws IOException {
            if (readings.size() >= most) {
                throw new IOException("no more");
            }
            return readings.merge(path, 1, Integer::sum);
        }

        @Override
        public InputStream open(TreePath path) throws IOException {
            count(path);
            return super.open(path);
        }

        @Override
        public byte[] readFile(TreePath path) throws IOException {
            byte[] content = super.readFile(path);
            if (count(path) > 1 && changes && content.length > 0) {
                content = content.clone();
                content[0]++;
            }
            return content;
        }
    }

    private static Ingestion ingestion(SourceTree tree) {
        return Ingestion.of("large", tree, TreePath.ROOT, ContentAddressMethod.NAR, HashAlgorithm.SHA256);
    }

    private Store open(boolean sync) {
        return Stores.open(root + "?fsync-store-paths=" + sync);
    }

    private void assertNothingElse(StorePath... paths) throws IOException {
        for (String folder : List.of("nix/store", "nix/var/nix4j/valid")) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .as(folder)
                        .containsExactlyInAnyOrder(
                                Stream.of(paths).map(StorePath::baseName).toArray(String[]::new));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isReadOnce(boolean sync) throws IOException {
        Watched tree = new Watched(tree("a"));
        StorePath path;
        try (Store store = open(sync)) {
            path = store.add(ingestion(tree));
            assertThat(tree.readings)
                    .hasSize(FILES + 1)
                    .allSatisfy((file, count) -> assertThat(count).isOne());
            assertThat(path).isEqualTo(new InMemoryStore().add(ingestion(tree("a"))));
            assertThat(NarWriter.hash(store.tree(path), TreePath.ROOT))
                    .isEqualTo(NarWriter.hash(tree("a"), TreePath.ROOT));
        }
        assertNothingElse(path);
        Path object = root.resolve("nix/store").resolve(path.baseName());
        try (Stream<Path> files = Files.walk(object)) {
            for (Path file : files.toList()) {
                assertThat(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                .toMillis())
                        .isEqualTo(1000);
                if (!Files.isSymbolicLink(file)) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isIn("r--r--r--", "r-xr-xr-x");
                }
            }
        }
    }

    @Test
    void isNotWrittenWhereItMayBeValid() throws IOException {
        try (Store store = open(false)) {
            StorePath path = store.add(ingestion(tree("a")));
            Watched again = new Watched(tree("a"));
            assertThat(store.add(ingestion(again))).isEqualTo(path);
            assertThat(again.readings)
                    .allSatisfy((file, count) -> assertThat(count).isOne());
            Watched other = new Watched(tree("b"));
            StorePath second = store.add(ingestion(other));
            assertThat(other.readings)
                    .allSatisfy((file, count) -> assertThat(count).isEqualTo(2));
            assertThat(NarWriter.hash(store.tree(second), TreePath.ROOT))
                    .isEqualTo(NarWriter.hash(tree("b"), TreePath.ROOT));
            assertNothingElse(path, second);
        }
    }

    @Test
    void aSourceThatChangesBetweenTwoReadingsIsRefused() throws IOException {
        try (Store store = open(false)) {
            StorePath path = store.add(ingestion(tree("a")));
            Watched changing = new Watched(tree("b"));
            changing.changes = true;
            assertThatThrownBy(() -> store.add(ingestion(changing)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("changed while it was added");
            assertNothingElse(path);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 100, FILES})
    void aSourceThatFailsLeavesNothing(int files) throws IOException {
        Watched failing = new Watched(tree("a"));
        failing.most = files;
        try (Store store = open(false)) {
            assertThatThrownBy(() -> store.add(ingestion(failing)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot read '/': no more");
            assertNothingElse();
            StorePath path = store.add(ingestion(tree("a")));
            assertThat(store.isValid(path)).isTrue();
            assertNothingElse(path);
        }
    }

    @Test
    void isFilteredOnce() throws IOException {
        TreeFilter filter = path -> !path.text().contains("/d1");
        Map<TreePath, Integer> asked = new HashMap<>();
        Ingestion part = ingestion(tree("a")).filtered(path -> {
            asked.merge(path, 1, Integer::sum);
            return filter.accept(path);
        });
        try (Store store = open(false)) {
            StorePath path = store.add(part);
            assertThat(asked).allSatisfy((file, count) -> assertThat(count).isOne());
            assertThat(NarWriter.hash(store.tree(path), TreePath.ROOT))
                    .isEqualTo(NarWriter.hash(tree("a"), TreePath.ROOT, filter));
            assertNothingElse(path);
        }
    }

    /** A single file, of which there is no folder. */
    @ParameterizedTest
    @ValueSource(ints = {1_048_576, 1_048_577, LARGEST})
    void aFileByItself(int size) throws IOException {
        MemoryTree file = MemoryTree.ofFile(new byte[size]);
        try (Store store = open(false)) {
            for (ContentAddressMethod method : List.of(ContentAddressMethod.NAR, ContentAddressMethod.FLAT)) {
                StorePath path = store.add(Ingestion.of("file", file, TreePath.ROOT, method, HashAlgorithm.SHA256));
                assertThat(NarWriter.hash(store.tree(path), TreePath.ROOT))
                        .isEqualTo(NarWriter.hash(file, TreePath.ROOT));
            }
        }
    }
}
