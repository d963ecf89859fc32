package io.github.nix4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/** A tree of 500 MB on its way into a store. */
final class StoreWorkloads {
    private static final int FOLDERS = 40;
    private static final int FILES = 100;
    private static final int FILE = 125_000;

    private StoreWorkloads() {}

    /** @param work where the tree and the store are written */
    static List<Workload> list(Path work) {
        Path tree = work.resolve("tree");
        Path store = work.resolve("added");
        return List.of(
                Workload.same(
                                "NAR hash of 500 MB",
                                List.of("nix", "hash", "path", tree.toString()),
                                List.of("hash", tree.toString()))
                        .after(() -> make(tree)),
                Workload.same(
                                "store add of 500 MB",
                                List.of("nix", "store", "add", "--store", store.toString(), tree.toString()),
                                List.of("add", tree.toString(), store.toString()))
                        .after(() -> make(tree))
                        .without(store));
    }

    private static void make(Path tree) throws IOException {
        if (Files.exists(tree)) {
            return;
        }
        Random random = new Random(1);
        byte[] content = new byte[FILE];
        for (int i = 0; i < FOLDERS; i++) {
            Path folder = Files.createDirectories(tree.resolve("folder" + i));
            for (int j = 0; j < FILES; j++) {
                random.nextBytes(content);
                Files.write(folder.resolve("file" + j), content);
            }
        }
    }
}
