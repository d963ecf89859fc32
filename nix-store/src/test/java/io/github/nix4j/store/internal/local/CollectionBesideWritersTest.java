package io.github.nix4j.store.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.DiskStore;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.gc.GarbageCollector;
import io.github.nix4j.store.gc.GcListener;
import io.github.nix4j.store.gc.GcOptions;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Collections beside writers: other processes, and another store while one collects. */
@Timeout(120)
class CollectionBesideWritersTest {
    @TempDir
    Path root;

    private static DiskStore open(Path root) {
        return (DiskStore) Stores.open(root + "?fsync-store-paths=false");
    }

    private static StorePath add(DiskStore store, String text, StorePath... references) {
        return store.addText(
                "gc", ByteText.bytes(text), new StoreReferences(new TreeSet<>(List.of(references)), false));
    }

    private static GarbageCollector collector(DiskStore store) {
        return store.collector(GcOptions.DEFAULT, GcListener.SILENT);
    }

    /** The child process: adds the same few objects again and again, and looks whether what it has added is there. */
    public static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            System.out.println("ready");
            int round = 0;
            while (System.in.available() == 0) {
                try (DiskStore store = open(Path.of(args[0]))) {
                    List<StorePath> added = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        StorePath[] below =
                                added.isEmpty() ? new StorePath[0] : new StorePath[] {added.get(added.size() - 1)};
                        added.add(add(store, "text " + i + " " + round % 3, below));
                    }
                    Thread.sleep(5);
                    for (StorePath path : added) {
                        if (store.tree(path).readFile(TreePath.ROOT).length == 0) {
                            throw new IllegalStateException(path + " is empty");
                        }
                    }
                }
                round++;
            }
            System.out.println(round);
        }
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        root.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void takesNothingFromProcessesThatWrite() throws Exception {
        List<Process> writers = List.of(start(), start());
        int deleted = 0;
        try (DiskStore store = open(root)) {
            for (Process writer : writers) {
                assertThat(writer.inputReader().readLine()).isEqualTo("ready");
            }
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
            // On a busy machine, writers need longer to leave anything.
            while (System.nanoTime() < end || deleted == 0) {
                deleted +=
                        collector(store).deleteDead(GarbageCollector.UNLIMITED).paths();
            }
            for (Process writer : writers) {
                assertThat(writer.isAlive()).isTrue();
                writer.outputWriter().append('\n').flush();
                assertThat(Integer.parseInt(writer.inputReader().readLine())).isPositive();
                assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(writer.exitValue()).isZero();
            }
            assertThat(deleted).isPositive();
            collector(store).deleteDead(GarbageCollector.UNLIMITED);
            assertThat(store.paths()).isEmpty();
            assertThat(root.resolve("nix/var/nix/temproots"))
                    .satisfiesAnyOf(
                            folder -> assertThat(folder).isEmptyDirectory(),
                            folder -> assertThat(folder).doesNotExist());
        } finally {
            for (Process writer : writers) {
                writer.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void whatIsAddedWhileOneCollectsStays() {
        try (DiskStore store = open(root);
                DiskStore other = open(root)) {
            StorePath before = add(other, "held by the other one");
            List<StorePath> added = new ArrayList<>();
            GcListener adding = new GcListener() {
                @Override
                public void rootsFound() {
                    added.add(add(other, "while it runs", before));
                }
            };
            store.collector(GcOptions.DEFAULT, adding).deleteDead(GarbageCollector.UNLIMITED);
            assertThat(store.paths()).contains(before, added.get(0));
        }
    }

    @Test
    void refusesStoresOfCppNix() throws IOException {
        Files.createDirectories(root.resolve("nix/var/nix/db"));
        Files.createFile(root.resolve("nix/var/nix/db/db.sqlite"));
        try (DiskStore store = open(root)) {
            assertThatThrownBy(() -> collector(store).deleteDead(GarbageCollector.UNLIMITED))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is kept by C++ Nix");
        }
    }
}
