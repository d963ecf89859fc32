package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that are single files, of all sizes. */
class LargeFileFetchTest {
    @TempDir
    Path directory;

    private FetchedTree fetched(Path file) {
        Input input = FlakeRefParser.of(ReferenceRules.quiet())
                .parse("file+file://" + file)
                .input();
        FetchSettings settings = FetchSettings.in(directory, warning -> {})
                .withRemotes(
                        UrlFetcher.cachedIn(directory.resolve("cache"), Duration.ZERO),
                        directory.resolve("clones"),
                        Duration.ZERO);
        return InputFetcher.standard(settings, StoredTrees.NONE).fetch(input);
    }

    @Test
    void largerThanAnArray() throws Exception {
        long size = (1L << 31) + 1;
        Path file = directory.resolve("large");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
            sparse.seek(size - 1);
            sparse.write('x');
        }
        FetchedTree tree = fetched(file);
        assertThat(tree.tree().stat(TreePath.ROOT))
                .extracting(Stat::type, Stat::size)
                .containsExactly(FileType.REGULAR, size);
        try (InputStream content = tree.tree().open(TreePath.ROOT)) {
            content.skipNBytes(size - 1);
            assertThat(content.read()).isEqualTo('x');
        }
        // Of `nix flake prefetch` by C++ Nix 2.34.8.
        assertThat(tree.narHash()).isEqualTo("sha256-i7JdfzzoGS+EfyAHEHXgLYRSwl3RsSfDIwx437HC4MA=");
    }

    @Test
    void aLargeFileIsNeverExecutable() throws Exception {
        Path file = directory.resolve("program");
        Files.write(file, new byte[(16 << 20) + 1]);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        String narHash = fetched(file).narHash();
        assertThat(file.toFile().setExecutable(false)).isTrue();
        assertThat(fetched(file).narHash()).isEqualTo(narHash);
    }
}
