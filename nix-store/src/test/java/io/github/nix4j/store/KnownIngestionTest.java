package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class KnownIngestionTest {
    private final SourceTree tree = MemoryTree.builder()
            .file(TreePath.of("/a"), new byte[] {1, 2, 3}, false)
            .build();

    @Test
    void aTreeWhoseHashIsKnownIsNotRead() throws Exception {
        NarHash hash = NarWriter.hash(tree, TreePath.ROOT);
        StorePath expected = new InMemoryStore().add(whole(tree, ContentAddressMethod.NAR));
        InMemoryStore store = new InMemoryStore();
        StorePath path =
                store.add(whole(new Unreadable(tree), ContentAddressMethod.NAR).known(hash));
        assertThat(path).isEqualTo(expected);
        PathInfo info = store.pathInfo(path);
        assertThat(info).isNotNull();
        assertThat(info.narHash()).isEqualTo(hash.hash());
        assertThat(info.narSize()).isEqualTo(hash.size());
    }

    @Test
    void whatAnotherHashNamesIsHashed() throws Exception {
        NarHash hash = NarWriter.hash(tree, TreePath.ROOT);
        assertThatThrownBy(() -> whole(tree, ContentAddressMethod.GIT).known(hash))
                .isInstanceOf(IllegalStateException.class);
        Ingestion part = whole(tree, ContentAddressMethod.NAR).filtered(path -> path.isRoot());
        assertThatThrownBy(() -> part.known(hash)).isInstanceOf(IllegalStateException.class);
    }

    private static Ingestion whole(SourceTree tree, ContentAddressMethod method) {
        return Ingestion.of("source", tree, TreePath.ROOT, method, HashAlgorithm.SHA256);
    }

    private static final class Unreadable extends ForwardingTree {
        private Unreadable(SourceTree tree) {
            super(tree);
        }

        @Override
        public InputStream open(TreePath path) {
            throw new AssertionError("nobody should read");
        }

        @Override
        public byte[] readFile(TreePath path) {
            throw new AssertionError("nobody should read");
        }
    }
}
