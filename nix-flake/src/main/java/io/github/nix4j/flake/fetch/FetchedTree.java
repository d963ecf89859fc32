package io.github.nix4j.flake.fetch;

import com.google.common.base.Suppliers;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.store.nar.ArchiveHashes;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A fetched input: its files, and its attributes with all that fetching found out. The files are hashed when the hash is
 * asked for, and then once. Thread-safe.
 */
public final class FetchedTree {
    private final SourceTree tree;
    private final Input locked;
    private final @Nullable String fingerprint;
    private final boolean stored;
    private @Nullable String narHash;
    private @Nullable NarHash archive;
    private Supplier<Optional<Identity>> identity = Optional::empty;

    /**
     * What tells the whole content of a tree.
     *
     * @param name different for different content, for ever
     * @param holds whether the files still are what the name says; asked after they were read
     * @param hashes where their hash is remembered
     */
    public record Identity(String name, BooleanSupplier holds, ArchiveHashes hashes) {}

    /** @param fingerprint what identifies the content, where that is known without hashing */
    public FetchedTree(SourceTree tree, Input locked, @Nullable String fingerprint) {
        this(tree, locked, fingerprint, false);
    }

    private FetchedTree(SourceTree tree, Input locked, @Nullable String fingerprint, boolean stored) {
        this.stored = stored;
        this.tree = tree;
        this.locked = locked;
        this.fingerprint = fingerprint;
    }

    /** A tree that was not fetched, since it is in the store already; messages name its files by its input. */
    static FetchedTree stored(SourceTree tree, Input locked, @Nullable String fingerprint, String narHash) {
        FetchedTree found = new FetchedTree(new DisplayedTree(tree, locked.displayName()), locked, fingerprint, true);
        // It was found by this hash, which the store has checked.
        found.narHash = narHash;
        return found;
    }

    /** A tree whose archive's hash and size came with it. */
    public static FetchedTree hashed(SourceTree tree, Input locked, @Nullable String fingerprint, NarHash archive) {
        FetchedTree known = new FetchedTree(tree, locked, fingerprint);
        known.archive = archive;
        return known;
    }

    /** The same tree, which need not be read to be hashed where the hash of this identity is remembered. */
    public FetchedTree identified(Identity by) {
        return identified(() -> Optional.of(by));
    }

    /** The same, where finding the identity takes long: that waits until somebody wants the hash. */
    FetchedTree identified(Supplier<Optional<Identity>> by) {
        FetchedTree known = withLocked(locked);
        known.identity = Suppliers.memoize(by::get);
        return known;
    }

    /** Whether Nix would read the files from a copy that it makes in its store, as it does of local directories. */
    public boolean isCopied() {
        return !stored && locked.type().equals("path");
    }

    public SourceTree tree() {
        return tree;
    }

    /** The input with revision, dates and so on; a NAR hash is among them only if it came for free. */
    public Input locked() {
        return locked;
    }

    /** What identifies the content: a revision, a hash. Null for trees that may change under the reader. */
    public @Nullable String fingerprint() {
        return fingerprint;
    }

    /** The same files with other attributes. */
    FetchedTree withLocked(Input changed) {
        FetchedTree result = new FetchedTree(tree, changed, fingerprint, stored);
        synchronized (this) {
            result.narHash = narHash;
            result.archive = archive;
            result.identity = identity;
        }
        return result;
    }

    /** The hash of the files as a Nix archive, as {@code sha256-...}. Reads all files the first time, unless it is known. */
    public synchronized String narHash() {
        String known = narHash;
        if (known == null) {
            known = archive().hash().sri();
            narHash = known;
        }
        return known;
    }

    /** Whether it takes long to tell the hash: it is not known, and the files are large. */
    public boolean isLarge() {
        synchronized (this) {
            if (narHash != null || archive != null) {
                return false;
            }
            Identity by = identity.get().orElse(null);
            if (by != null && by.hashes().find(by.name()) != null) {
                return false;
            }
        }
        try {
            return TreeSurvey.isLarge(tree);
        } catch (IOException e) {
            throw PathAccess.failed(e);
        }
    }

    /** The hash and size of the files as a Nix archive. Reads all files the first time, unless it is known. */
    public synchronized NarHash archive() {
        NarHash known = archive;
        if (known != null) {
            return known;
        }
        Identity by = identity.get().orElse(null);
        if (by != null) {
            known = by.hashes().find(by.name());
        }
        if (known == null) {
            known = read();
            if (by != null && by.hashes().wants(known) && by.holds().getAsBoolean()) {
                by.hashes().put(by.name(), known);
            }
        }
        archive = known;
        return known;
    }

    private NarHash read() {
        try {
            return NarWriter.hash(tree, TreePath.ROOT);
        } catch (IOException e) {
            throw PathAccess.failed(e);
        }
    }
}
