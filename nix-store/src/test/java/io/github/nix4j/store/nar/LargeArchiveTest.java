package io.github.nix4j.store.nar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are hashed on a thread of their own. */
class LargeArchiveTest {
    private static final Random RANDOM = new Random(5);

    private static MemoryTree tree() {
        MemoryTree.Builder tree = MemoryTree.builder();
        for (int size : new int[] {0, 1, 65_535, 65_536, 65_537, 262_143, 262_144, 300_001, 1_048_577, 2_000_000}) {
            byte[] content = new byte[size];
            RANDOM.nextBytes(content);
            tree.file(TreePath.of("/d" + size % 3 + "/f" + size), content, size % 2 == 0);
        }
        return tree.symlink("/link", "d0").build();
    }

    /** Of the whole archive in memory, at once. */
    private static Hash expected(SourceTree tree, HashAlgorithm algorithm) {
        return algorithm.hash(NarTest.nar(tree));
    }

    @ParameterizedTest
    @EnumSource(HashAlgorithm.class)
    void hasTheHashOfItsBytes(HashAlgorithm algorithm) throws IOException {
        MemoryTree tree = tree();
        NarHash hash = NarWriter.hash(tree, TreePath.ROOT, TreeFilter.ALL, algorithm);
        assertThat(hash.hash()).isEqualTo(expected(tree, algorithm));
        assertThat(hash.size()).isEqualTo(NarTest.nar(tree).length);
    }

    /** Reads so much of each file, and keeps what is whole. */
    private static final class Copy implements NarSink {
        private final MemoryTreeSink whole = new MemoryTreeSink();
        private final int most;

        Copy(int most) {
            this.most = most;
        }

        @Override
        public void directory(TreePath path) {
            whole.directory(path);
        }

        @Override
        public void regularFile(TreePath path, boolean executable, long size, long offset, InputStream content)
                throws IOException {
            if (most == Integer.MAX_VALUE) {
                whole.regularFile(path, executable, size, offset, content);
            } else if (most == 1) {
                assertThat(content.read()).isBetween(-1, 255);
            } else {
                content.readNBytes(most);
            }
        }

        @Override
        public void symlink(TreePath path, String target) {
            whole.symlink(path, target);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000, Integer.MAX_VALUE})
    void hasTheSameHashHoweverMuchIsCopied(int most) throws IOException {
        MemoryTree tree = tree();
        Copy copy = new Copy(most);
        assertThat(NarWriter.hashAndCopy(tree, TreePath.ROOT, TreeFilter.ALL, copy)
                        .hash())
                .isEqualTo(expected(tree, HashAlgorithm.SHA256));
        if (most == Integer.MAX_VALUE) {
            assertThat(NarTest.nar(copy.whole.tree())).isEqualTo(NarTest.nar(tree));
        }
    }

    @Test
    void copiesOfAPartBeginAtItsTop() throws IOException {
        MemoryTree tree = tree();
        Copy copy = new Copy(Integer.MAX_VALUE);
        NarHash hash = NarWriter.hashAndCopy(
                tree, TreePath.of("/d1"), path -> !path.text().endsWith("/f1"), copy);
        assertThat(hash.hash()).isEqualTo(expected(copy.whole.tree(), HashAlgorithm.SHA256));
        assertThat(copy.whole.tree().stat(TreePath.of("/f1048577"))).isNull();
        assertThat(copy.whole.tree().stat(TreePath.of("/f65536"))).isNotNull();
    }

    /** Every file ends before it should. */
    private static final class Shrinking extends ForwardingTree {
        Shrinking(SourceTree base) {
            super(base);
        }

        @Override
        public InputStream open(TreePath path) throws IOException {
            return new FilterInputStream(super.open(path)) {
                private int left = 2_000_000 - 1;

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    int n = left == 0 ? -1 : super.read(bytes, offset, Math.min(length, left));
                    left -= Math.max(0, n);
                    return n;
                }
            };
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE})
    void aFileThatShrinksIsReportedAndNoThreadStays(int most) throws InterruptedException {
        SourceTree tree = new Shrinking(tree());
        assertThatThrownBy(() -> NarWriter.hashAndCopy(tree, TreePath.ROOT, TreeFilter.ALL, new Copy(most)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("shrank while it was read");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("nix4j-hash")) {
                thread.join(10_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
