package io.github.nix4j.store.tree;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A read-only tree of files with byte-exact names: a disk, a map in memory, unsaved buffers over either, an archive, a git
 * commit. Every method takes paths whose parents are directories of this tree: none follows symbolic links, neither in the
 * last component nor before it (the caller resolves links, because they may lead out of the tree).
 *
 * <p>Implementations may be used by several threads at once. An {@link IOException} means that the tree could not be read;
 * absence is not an error for {@link #stat}.
 */
public interface SourceTree {
    /** What is at {@code path}, or null if nothing is (also when a parent is no directory). */
    @Nullable
    Stat stat(TreePath path) throws IOException;

    /** Opens the regular file at {@code path}; the caller closes it. */
    InputStream open(TreePath path) throws IOException;

    /** The whole content of the regular file at {@code path}. */
    default byte[] readFile(TreePath path) throws IOException {
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        }
    }

    /** The names (byte text) in the directory at {@code path}, sorted by byte order. */
    List<String> list(TreePath path) throws IOException;

    /** The target (byte text) of the symbolic link at {@code path}. */
    String readLink(TreePath path) throws IOException;

    /**
     * Whether {@code path} is known to be a directory that is reached through directories only, so that resolving it gives
     * itself. Trees that would have to look each time say false, which means nothing.
     */
    default boolean isPlainDirectory(TreePath path) throws IOException {
        return false;
    }

    /** How messages name {@code path}, as byte text: what Nix would print for it. */
    default String display(TreePath path) {
        return path.text();
    }

    /**
     * Why there is nothing at {@code path}, for people, as byte text: a file may be there, but not in this tree. Null if there
     * is no more to say than that it does not exist.
     */
    default @Nullable String whyAbsent(TreePath path) throws IOException {
        return null;
    }

    /**
     * The place on the local file system that holds {@code path}, if it is there unchanged; null otherwise. A folder is there unchanged
     * only if all in it is, and nothing else.
     */
    default java.nio.file.@Nullable Path physical(TreePath path) {
        return null;
    }

    /**
     * Since when this tree may have remembered what it tells of {@code path} and what is in it, in milliseconds since 1970: at the
     * {@linkplain #physical place on the disk} that may be otherwise by now. {@link Long#MAX_VALUE} if it looks each time.
     */
    default long rememberedSince(TreePath path) {
        return Long.MAX_VALUE;
    }

    /**
     * The path by which what is to be remembered of a place is remembered: one path for all that have the same text, whether or
     * not they are in a {@link LateRoot}.
     */
    default TreePath canonical(TreePath path) {
        return path;
    }

    /**
     * What identifies the content of the whole tree, such as a revision or a NAR hash; null when only reading tells. Two
     * trees with equal fingerprints have equal content.
     */
    default @Nullable String fingerprint() {
        return null;
    }
}
