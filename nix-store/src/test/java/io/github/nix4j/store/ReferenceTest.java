package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.nar.DirectorySink;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.nar.TreeCopier;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import io.github.nix4j.store.tree.Trees;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs C++ Nix itself, where {@code NIX_REFERENCE} names the folder of its programs, and compares. */
class ReferenceTest {
    private static final int TREES = 40;

    @TempDir
    Path dir;

    private byte[] run(String program, List<String> args) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(SharedData.reference(program).toString()));
        command.addAll(args);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("HOME", dir.toString());
        builder.environment().put("NIX_REMOTE", "dummy://");
        builder.environment().put("NIX_CONFIG", "experimental-features = nix-command");
        Process process = builder.start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor()).isZero();
        return output;
    }

    @Test
    void archivesAndPathsOfArbitraryTrees() throws Exception {
        List<String> files = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        List<MemoryTree> trees = Trees.any().list().ofSize(TREES).sample();
        for (int i = 0; i < TREES; i++) {
            Path root = dir.resolve("t" + i);
            TreeCopier.copy(trees.get(i), TreePath.ROOT, new DirectorySink(root));
            files.add(root.toString());
            hashes.add(NarWriter.hash(trees.get(i), TreePath.ROOT, TreeFilter.ALL, HashAlgorithm.SHA512)
                    .hash()
                    .base16());
        }
        List<String> args = new ArrayList<>(List.of("--type", "sha512"));
        args.addAll(files);
        assertThat(ByteText.of(run("nix-hash", args)).lines()).containsExactlyElementsOf(hashes);

        byte[] dump = run("nix-store", List.of("--dump", files.get(0)));
        ByteArrayOutputStream own = new ByteArrayOutputStream();
        NarWriter.write(DiskTree.of(dir), TreePath.of("/t0"), own);
        assertThat(own.toByteArray()).isEqualTo(dump);

        try (Store store = Stores.open("memory://")) {
            String expected =
                    ByteText.of(run("nix", List.of("store", "add", "--dry-run", "--name", "x", files.get(1))));
            assertThat(store.storeDir().print(store.addTree("x", trees.get(1), TreePath.ROOT)))
                    .isEqualTo(expected.strip());
        }
    }
}
