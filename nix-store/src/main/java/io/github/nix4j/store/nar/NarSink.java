package io.github.nix4j.store.nar;

import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;

/** Is told what an archive contains, in the archive's order: a directory before its entries, entries by name. */
public interface NarSink {
    /** A directory; its entries follow. */
    void directory(TreePath path) throws IOException;

    /**
     * A regular file.
     *
     * @param offset where its content starts in the archive
     * @param content its bytes, {@code size} of them; what the sink does not read is skipped. An archive that ends too soon
     *     makes reading throw {@link BadNarException}
     */
    void regularFile(TreePath path, boolean executable, long size, long offset, InputStream content) throws IOException;

    /** A symbolic link to {@code target} (byte text). */
    void symlink(TreePath path, String target) throws IOException;
}
