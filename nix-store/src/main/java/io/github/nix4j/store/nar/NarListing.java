package io.github.nix4j.store.nar;

import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is where in an archive: the table of contents that binary caches publish beside it. */
public sealed interface NarListing {
    /**
     * A regular file.
     *
     * @param narOffset where its content starts in the archive; null when that is not known
     */
    record Regular(long size, boolean executable, @Nullable Long narOffset) implements NarListing {}

    /** A symbolic link to {@code target} (byte text). */
    record Symlink(String target) implements NarListing {}

    /** A directory with its entries by name (byte text). */
    record Directory(SortedMap<String, NarListing> entries) implements NarListing {}

    /** Lists what is in {@code archive}, which is read to its end. */
    static NarListing of(InputStream archive) throws IOException {
        Collector collector = new Collector();
        NarReader.read(archive, collector);
        return collector.finish();
    }

    /** Builds the listing while an archive passes. */
    final class Collector implements NarSink {
        private final Map<TreePath, Directory> directories = new HashMap<>();
        private @Nullable NarListing root;

        private void put(TreePath path, NarListing entry) {
            TreePath parent = path.parent();
            Directory directory = parent == null ? null : directories.get(parent);
            if (directory == null) {
                root = entry;
            } else {
                directory.entries().put(path.name(), entry);
            }
        }

        @Override
        public void directory(TreePath path) {
            Directory directory = new Directory(new TreeMap<>());
            put(path, directory);
            directories.put(path, directory);
        }

        @Override
        public void regularFile(TreePath path, boolean executable, long size, long offset, InputStream content) {
            put(path, new Regular(size, executable, offset));
        }

        @Override
        public void symlink(TreePath path, String target) {
            put(path, new Symlink(target));
        }

        /** The listing of what passed. */
        public NarListing finish() {
            if (root == null) {
                throw new IllegalStateException("no archive has passed");
            }
            return root;
        }
    }
}
