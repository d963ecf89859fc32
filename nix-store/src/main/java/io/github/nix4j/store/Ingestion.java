package io.github.nix4j.store;

import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashingOutputStream;
import io.github.nix4j.store.nar.ArchiveHashes;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarSink;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.FilteredTree;
import io.github.nix4j.store.tree.FlatFileTree;
import io.github.nix4j.store.tree.GitObjectHash;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.SubTree;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A part of a tree on its way into a store: what it is called, how it is hashed, and thereby which path it has. Reads the
 * tree once to hash it, and asks its filter once for each entry. Not thread-safe.
 */
public final class Ingestion {
    private final String name;
    private final SourceTree tree;
    private final TreePath path;
    private final ContentAddressMethod method;
    private final HashAlgorithm algorithm;
    private final StoreReferences references;
    private final @Nullable TreeFilter filter;
    private final Set<TreePath> taken = new HashSet<>();
    private ArchiveHashes hashes = ArchiveHashes.NONE;
    private @Nullable Hash hash;
    private @Nullable NarHash narHash;

    private Ingestion(
            String name,
            SourceTree tree,
            TreePath path,
            @Nullable TreeFilter filter,
            ContentAddressMethod method,
            HashAlgorithm algorithm,
            StoreReferences references) {
        this.name = name;
        this.tree = tree;
        this.path = path;
        this.filter = filter == TreeFilter.ALL ? null : filter;
        this.method = method;
        this.algorithm = algorithm;
        this.references = references;
    }

    /** All of what is at {@code path}. */
    public static Ingestion of(
            String name, SourceTree tree, TreePath path, ContentAddressMethod method, HashAlgorithm algorithm) {
        return new Ingestion(name, tree, path, null, method, algorithm, StoreReferences.NONE);
    }

    /** The same, of which only what {@code filter} takes; it sees paths of the tree. */
    public Ingestion filtered(TreeFilter filter) {
        return new Ingestion(name, tree, path, filter, method, algorithm, references);
    }

    /**
     * The whole object, whose archive has this SHA-256 and size, as the caller knows: it is not read to be hashed.
     *
     * @throws IllegalStateException if a filter takes a part of it only, or if another hash makes its path
     */
    public Ingestion known(NarHash known) {
        if (filter != null || method != ContentAddressMethod.NAR || algorithm != HashAlgorithm.SHA256) {
            throw new IllegalStateException("the hash of something else is known");
        }
        Ingestion same = new Ingestion(name, tree, path, null, method, algorithm, references);
        same.hash = known.hash();
        same.narHash = known;
        return same;
    }

    /** The same object, whose hash may be remembered there. */
    public Ingestion hashedBy(ArchiveHashes remembered) {
        Ingestion same = new Ingestion(name, tree, path, filter, method, algorithm, references);
        same.hashes = remembered;
        return same;
    }

    /** The same object with references. */
    public Ingestion referringTo(StoreReferences references) {
        return new Ingestion(name, tree, path, filter, method, algorithm, references);
    }

    /** The path that the object has in a store with this directory. */
    public StorePath storePath(StoreDir dir) {
        return dir.makeContentAddressedPath(name, contentAddress(), references);
    }

    /** What the object's path follows from. */
    public ContentAddress contentAddress() {
        if (hash == null) {
            hash = computeHash();
        }
        return new ContentAddress(method, hash);
    }

    /**
     * Hashes the object and tells {@code copy} what it is made of in the same reading, with offsets of 0. It is told nothing of what need
     * not be read to be hashed, and of what is not hashed as its archive's SHA-256. Says whether it was told all.
     */
    public boolean hashAndCopy(NarSink copy) {
        if (hash != null || method != ContentAddressMethod.NAR || algorithm != HashAlgorithm.SHA256) {
            return false;
        }
        AtomicBoolean told = new AtomicBoolean();
        try {
            if (filter == null) {
                narHash = hashes.hash(tree, path, () -> {
                    told.set(true);
                    return NarWriter.hashAndCopy(tree, path, TreeFilter.ALL, copy);
                });
            } else {
                narHash = NarWriter.hashAndCopy(tree, path, this::take, copy);
                told.set(true);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        hash = narHash.hash();
        return told.get();
    }

    /** What the object is called. */
    public String name() {
        return name;
    }

    /** What the object refers to. */
    public StoreReferences references() {
        return references;
    }

    /** The SHA-256 and size of the object's archive, whatever its path follows from. */
    public NarHash narHash() {
        contentAddress();
        if (narHash == null) {
            try {
                narHash = NarWriter.hash(content(), TreePath.ROOT);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
        return narHash;
    }

    /** The object's content, read from the tree when it is read: what the filter takes, or one file without attributes. */
    public SourceTree content() {
        contentAddress();
        if (method == ContentAddressMethod.FLAT || method == ContentAddressMethod.TEXT) {
            return new FlatFileTree(tree, path);
        }
        return SubTree.of(filter == null ? tree : new FilteredTree(tree, takenBefore(path, taken)), path);
    }

    /** Static, because a store may keep the content for long and must not keep the filter with it. */
    private static TreeFilter takenBefore(TreePath top, Set<TreePath> taken) {
        // The way down to the root of the object is not the filter's business.
        return entry -> top.startsWith(entry) || taken.contains(entry);
    }

    private Hash computeHash() {
        try {
            switch (method) {
                case FLAT, TEXT -> {
                    return hashFile();
                }
                case NAR -> {
                    if (filter == null && algorithm == HashAlgorithm.SHA256) {
                        narHash = hashes.hash(tree, path);
                        return narHash.hash();
                    }
                    NarHash computed =
                            NarWriter.hash(tree, path, filter == null ? TreeFilter.ALL : this::take, algorithm);
                    if (algorithm == HashAlgorithm.SHA256) {
                        narHash = computed;
                    }
                    return computed.hash();
                }
                case GIT -> {
                    return GitObjectHash.of(tree, path, filter == null ? TreeFilter.ALL : this::take, algorithm);
                }
                default -> throw new IllegalStateException("no such method: " + method);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private boolean take(TreePath entry) throws IOException {
        boolean takes = filter == null || filter.accept(entry);
        if (takes) {
            taken.add(entry);
        }
        return takes;
    }

    private Hash hashFile() throws IOException {
        Stat stat = tree.stat(path);
        if (stat == null) {
            throw new StoreException("path '" + tree.display(path) + "' does not exist");
        }
        if (stat.type() != FileType.REGULAR) {
            throw new StoreException("path '" + tree.display(path) + "' is not a regular file");
        }
        HashingOutputStream hashing = new HashingOutputStream(algorithm);
        try (InputStream in = tree.open(path)) {
            in.transferTo(hashing);
        }
        return hashing.finish();
    }

    private StoreException unreadable(IOException e) {
        return new StoreException(
                "cannot read '" + tree.display(path) + "': " + ByteText.fromUnicode(String.valueOf(e.getMessage())), e);
    }
}
