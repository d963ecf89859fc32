package io.github.nix4j.store.tree;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/** Hashes trees as Git hashes its blob and tree objects, except that directories without entries count, as in Nix. */
public final class GitObjectHash {
    private static final int BUFFER = 1 << 13;

    private final SourceTree tree;
    private final TreeFilter filter;
    private final HashAlgorithm algorithm;

    private GitObjectHash(SourceTree tree, TreeFilter filter, HashAlgorithm algorithm) {
        this.tree = tree;
        this.filter = filter;
        this.algorithm = algorithm;
    }

    /** The hash of what {@code filter} takes of what is at {@code path}; throws {@link StoreException}. */
    public static Hash of(SourceTree tree, TreePath path, TreeFilter filter, HashAlgorithm algorithm)
            throws IOException {
        return new GitObjectHash(tree, filter, algorithm).object(path).hash;
    }

    /** What a directory says of an entry. */
    private record Entry(String mode, String name, Hash hash) {}

    private Entry object(TreePath path) throws IOException {
        Stat stat = tree.stat(path);
        if (stat == null) {
            throw new StoreException("path '" + tree.display(path) + "' does not exist");
        }
        return switch (stat.type()) {
            case REGULAR -> new Entry(stat.executable() ? "100755" : "100644", path.name(), file(path, stat.size()));
            case SYMLINK -> new Entry("120000", path.name(), blob(ByteText.bytes(tree.readLink(path))));
            case DIRECTORY -> new Entry("40000", path.name(), directory(path));
            case UNKNOWN -> throw new StoreException("file '" + tree.display(path) + "' has an unsupported type");
        };
    }

    private Hash file(TreePath path, long size) throws IOException {
        if (size < 0) {
            return blob(tree.readFile(path));
        }
        MessageDigest digest = start("blob", size);
        byte[] buffer = new byte[BUFFER];
        long read = 0;
        try (InputStream in = tree.open(path)) {
            for (int n; (n = in.read(buffer)) >= 0; ) {
                digest.update(buffer, 0, n);
                read += n;
            }
        }
        if (read != size) {
            throw new IOException("file '" + ByteText.toUnicode(tree.display(path)) + "' changed while it was read");
        }
        return Hash.of(algorithm, digest.digest());
    }

    private Hash blob(byte[] content) {
        return Hash.of(algorithm, start("blob", content.length).digest(content));
    }

    private MessageDigest start(String kind, long size) {
        MessageDigest digest = algorithm.newDigest();
        digest.update(ByteText.bytes(kind + ' ' + size + '\0'));
        return digest;
    }

    private Hash directory(TreePath path) throws IOException {
        // Git sorts directories as if their names ended in a slash.
        Map<String, Entry> entries = new TreeMap<>();
        for (String name : tree.list(path)) {
            TreePath child = path.child(name);
            if (filter.accept(child)) {
                Entry entry = object(child);
                entries.put(entry.mode.equals("40000") ? name + '/' : name, entry);
            }
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Entry entry : entries.values()) {
            content.writeBytes(ByteText.bytes(entry.mode + ' ' + entry.name + '\0'));
            content.writeBytes(entry.hash.bytes());
        }
        return Hash.of(algorithm, start("tree", content.size()).digest(content.toByteArray()));
    }
}
