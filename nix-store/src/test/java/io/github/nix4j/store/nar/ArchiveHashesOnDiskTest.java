package io.github.nix4j.store.nar;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files on the disk are not read again to be hashed while the file system says that they are the same, and only then. */
@DisabledOnOs(OS.WINDOWS)
class ArchiveHashesOnDiskTest {
    private static final TreePath TREE = TreePath.of("/tree");
    private static final NarHash WRONG = new NarHash(Hash.zero(HashAlgorithm.SHA256), 7);

    @TempDir
    Path directory;

    private Path folder;
    private Path large;
    private ArchiveHashes hashes;

    @BeforeEach
    void makeTree() throws IOException {
        folder = directory.resolve("hashes");
        Path tree = Files.createDirectories(directory.resolve("tree/sub")).getParent();
        large = tree.resolve("sub/large");
        Files.write(large, new byte[100_000]);
        Files.writeString(tree.resolve("small"), "small");
        Files.createSymbolicLink(tree.resolve("link"), Path.of("small"));
        // By this clock, all was written long ago.
        hashes = ArchiveHashes.in(folder, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
    }

    @Test
    void whatIsRememberedIsBelieved() throws IOException {
        NarHash read = hash();
        assertThat(read).isEqualTo(NarWriter.hash(DiskTree.of(directory), TREE));
        hashes.put(state(), WRONG);
        assertThat(hash()).isEqualTo(WRONG);
        assertThat(ArchiveHashes.NONE.hash(DiskTree.of(directory), TREE)).isEqualTo(read);
    }

    @Test
    void oneFileIsATree() throws IOException {
        TreePath file = TreePath.of("/tree/sub/large");
        NarHash read = hashes.hash(DiskTree.of(directory), file);
        assertThat(read).isEqualTo(NarWriter.hash(DiskTree.of(directory), file));
        assertThat(hashes.find(state(large))).isEqualTo(read);
    }

    @Test
    void contentOfTheSameSizeAndDateIsRead() throws IOException {
        FileTime date = Files.getLastModifiedTime(large);
        changed(() -> {
            byte[] other = new byte[100_000];
            other[5] = 1;
            Files.write(large, other);
            Files.setLastModifiedTime(large, date);
        });
    }

    @Test
    void permissionsAreRead() throws IOException {
        changed(() -> Files.setPosixFilePermissions(large, PosixFilePermissions.fromString("rwxr--r--")));
    }

    @Test
    void newFilesAreRead() throws IOException {
        changed(() -> Files.createFile(large.resolveSibling("new")));
    }

    @Test
    void removedFilesAreMissed() throws IOException {
        changed(() -> Files.delete(directory.resolve("tree/small")));
    }

    @Test
    void namesAreRead() throws IOException {
        changed(() -> Files.move(large, large.resolveSibling("renamed")));
    }

    @Test
    void targetsOfLinksAreRead() throws IOException {
        changed(() -> {
            Path link = directory.resolve("tree/link");
            Files.delete(link);
            Files.createSymbolicLink(link, Path.of("sub"));
        });
    }

    /** A replaced file has the old one's size and dates, as rsync and tar leave it. */
    @Test
    void replacedFilesAreRead() throws IOException {
        FileTime date = Files.getLastModifiedTime(large);
        changed(() -> {
            Path other = large.resolveSibling("other");
            byte[] bytes = new byte[100_000];
            bytes[99_999] = 1;
            Files.write(other, bytes);
            Files.getFileAttributeView(other, BasicFileAttributeView.class).setTimes(date, date, date);
            Files.move(other, large, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** The file system may give a change that comes right after another one the same date. */
    @Test
    void whatHasJustChangedIsNotRemembered() throws IOException {
        ArchiveHashes now = ArchiveHashes.in(folder);
        now.hash(DiskTree.of(directory), TREE);
        assertThat(folder).doesNotExist();
    }

    @Test
    void whatChangesWhileItIsReadIsNotRemembered() throws IOException {
        SourceTree changing = new ForwardingTree(DiskTree.of(directory)) {
            @Override
            public byte[] readFile(TreePath path) throws IOException {
                Files.write(directory.resolve("tree/late"), new byte[1]);
                return super.readFile(path);
            }

            @Override
            public InputStream open(TreePath path) throws IOException {
                Files.write(directory.resolve("tree/late"), new byte[1]);
                return super.open(path);
            }
        };
        hashes.hash(changing, TREE);
        assertThat(folder).doesNotExist();
    }

    @Test
    void smallFilesAreRead() throws IOException {
        Files.write(large, new byte[1000]);
        hashes.hash(DiskTree.of(directory), TreePath.of("/tree/sub/large"));
        assertThat(folder).doesNotExist();
    }

    @Test
    void smallFoldersAreRemembered() throws IOException {
        Files.write(large, new byte[1000]);
        assertThat(hashes.find(state())).isNull();
        NarHash read = hash();
        assertThat(hashes.find(state())).isEqualTo(read);
        assertThat(ArchiveHashes.in(folder).find(state())).isEqualTo(read);
    }

    /** What is not on the disk as it is has no state there. */
    @Test
    void otherTreesAreRead() throws IOException {
        MemoryTree tree =
                MemoryTree.builder().file(TREE, new byte[100_000], false).build();
        assertThat(hashes.hash(tree, TREE)).isEqualTo(NarWriter.hash(tree, TREE));
        assertThat(folder).doesNotExist();
    }

    private interface Change {
        void make() throws IOException;
    }

    private void changed(Change change) throws IOException {
        hash();
        String before = state();
        hashes.put(before, WRONG);
        change.make();
        NarHash read = NarWriter.hash(DiskTree.of(directory), TREE);
        assertThat(hash()).isEqualTo(read);
        assertThat(hashes.find(state())).isEqualTo(read);
        assertThat(hashes.find(before)).isEqualTo(WRONG);
    }

    private String state() {
        return state(directory.resolve("tree"));
    }

    private String state(Path place) {
        return requireNonNull(hashes.stateOf(place)).name();
    }

    private NarHash hash() throws IOException {
        return hashes.hash(DiskTree.of(directory), TREE);
    }
}
