package io.github.nix4j.store.internal.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.Store;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writers that are killed at random moments, beside one that lives: whatever is valid afterwards is whole. The property {@code
 * nix4j.kills} says how many are killed, {@code nix4j.seed} when.
 */
class KilledWriterTest {
    private static final int KILLS = Integer.getInteger("nix4j.kills", 20);
    private static final int AT_ONCE = 5;
    private static final int LATEST_MILLIS = 200;

    @TempDir
    Path root;

    /** The child process: adds objects until it has input or is killed. */
    public static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws Exception {
            try (Store store = Stores.open(args[0] + "?fsync-store-paths=false")) {
                System.out.println("ready");
                for (int i = 0; System.in.available() == 0; i++) {
                    String text = args[1] + " " + i;
                    store.addTree(name(text), tree(text), TreePath.ROOT);
                    Thread.sleep(2);
                }
            }
        }
    }

    /** Every second one is so large that several threads write it. */
    private static MemoryTree tree(String text) {
        MemoryTree.Builder builder = MemoryTree.builder();
        int times = text.hashCode() % 2 == 0 ? 500 : 8_000;
        for (int file = 0; file < 20; file++) {
            builder.file("/d" + file % 3 + "/f" + file, text.repeat(times));
        }
        return builder.build();
    }

    /** Of few names: large objects of a new one are written in their first reading, others in a second. */
    private static String name(String text) {
        return "killed" + Math.floorMod(text.hashCode(), 50);
    }

    private Process start(String name) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        root.toString(),
                        name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void awaitReady(Process process) throws IOException {
        assertThat(process.inputReader().readLine()).isEqualTo("ready");
    }

    @Test
    void leavesNothingHalfValid() throws Exception {
        Random random = new Random(Long.getLong("nix4j.seed", 1));
        Process living = start("living");
        try {
            awaitReady(living);
            for (int round = 0; round < KILLS; round += AT_ONCE) {
                List<Process> killed = new ArrayList<>();
                for (int i = round; i < Math.min(KILLS, round + AT_ONCE); i++) {
                    killed.add(start("killed " + i));
                }
                for (Process process : killed) {
                    awaitReady(process);
                    Thread.sleep(random.nextInt(LATEST_MILLIS));
                    process.destroyForcibly().waitFor();
                }
                checkValid();
            }
            assertThat(living.isAlive()).isTrue();
            living.outputWriter().append('\n').flush();
            assertThat(living.waitFor()).as("the living writer was left alone").isZero();
        } finally {
            living.destroyForcibly().waitFor();
        }
        checkRepaired();
    }

    private List<StorePath> registered() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("nix/var/nix4j/valid"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .map(StorePath::of)
                    .toList();
        }
    }

    private final List<StorePath> checked = new ArrayList<>();

    private void checkValid() throws IOException {
        try (Store store = Stores.open(root.toString())) {
            for (StorePath path : registered()) {
                if (!checked.contains(path)) {
                    assertThat(store.isValid(path)).isTrue();
                    assertThat(NarWriter.hash(store.tree(path), TreePath.ROOT).hash())
                            .isEqualTo(store.pathInfo(path).narHash());
                    checked.add(path);
                }
            }
        }
    }

    /** The next writer removes what the killed ones left, and makes valid what lay there unregistered. */
    private void checkRepaired() throws IOException {
        assertThat(registered()).hasSizeGreaterThanOrEqualTo(5);
        try (Store store = Stores.open(root.toString())) {
            store.addText("x", new byte[0], StoreReferences.NONE);
            for (int round = 0; round < KILLS; round++) {
                String text = "killed " + round + " 0";
                StorePath path = store.addTree(name(text), tree(text), TreePath.ROOT);
                assertThat(NarWriter.hash(store.tree(path), TreePath.ROOT).hash())
                        .isEqualTo(store.pathInfo(path).narHash());
            }
        }
        for (String folder : List.of("nix/store", "nix/var/nix4j/valid", "nix/var/nix4j/writers")) {
            try (Stream<Path> files = Files.list(root.resolve(folder))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.startsWith("tmp-") || name.startsWith("."));
            }
        }
        assertThat(root.resolve("nix/var/nix4j/writers")).isEmptyDirectory();
    }
}
