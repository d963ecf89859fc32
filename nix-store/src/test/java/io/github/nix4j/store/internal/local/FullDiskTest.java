package io.github.nix4j.store.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store on a small disk of its own; skipped for users who cannot mount one. */
class FullDiskTest {
    @TempDir
    Path disk;

    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = Files.isExecutable(Path.of("/usr/bin/mount"))
                && run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk.toString()) == 0;
        assumeTrue(mounted, "skipped: no file system can be mounted here");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void isReportedAndLeavesNothing() throws Exception {
        MemoryTree.Builder large = MemoryTree.builder();
        for (int i = 0; i < 40; i++) {
            large.file("/d" + i % 4 + "/f" + i, ("" + i).repeat(30_000));
        }
        try (Store store = Stores.open(disk.toString())) {
            assertThatThrownBy(() -> store.addTree("large", large.build(), TreePath.ROOT))
                    .isInstanceOf(StoreException.class)
                    .hasMessageMatching("cannot (?:add|hold) '/nix/store/[^']*-large' (?:to|in) store '" + disk
                            + "': No space left on device(?: .*)?");
            assertThat(disk.resolve("nix/store")).isEmptyDirectory();
            assertThat(disk.resolve("nix/var/nix4j/valid")).isEmptyDirectory();
            StorePath small = store.addText("small", new byte[1000], StoreReferences.NONE);
            assertThat(store.isValid(small)).isTrue();
        }
    }

    /** Also where there is room for the object and none for its registration. */
    @Test
    void manySmallObjects() throws Exception {
        int added = 0;
        try (Store store = Stores.open(disk.toString())) {
            for (; added < 2000; added++) {
                store.addText("small", ByteText.bytes(("" + added).repeat(500)), StoreReferences.NONE);
            }
        } catch (StoreException e) {
            assertThat(e.getMessage()).contains("No space left on device");
        }
        assertThat(added).isBetween(20, 1999);
        try (Store store = Stores.open(disk.toString());
                Stream<Path> valid = Files.list(disk.resolve("nix/var/nix4j/valid"))) {
            List<StorePath> paths = valid.map(
                            file -> StorePath.of(file.getFileName().toString()))
                    .toList();
            assertThat(paths).hasSize(added);
            for (StorePath path : paths) {
                assertThat(NarWriter.hash(store.tree(path), TreePath.ROOT).hash())
                        .isEqualTo(store.pathInfo(path).narHash());
            }
        }
    }
}
