package io.github.nix4j.flake;

import io.github.nix4j.flake.file.FlakeFile;
import io.github.nix4j.flake.lock.FlakeSource;
import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.flake.lock.LockNode;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.TreePath;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A flake that was fetched and locked. Immutable. */
public final class Flake {
    private final FlakeSource source;
    private final LockFile lockFile;
    private final Map<LockNode, TreePath> directories;
    private final StoreDir storeDir;
    private final boolean changed;
    private final boolean pinned;

    Flake(
            FlakeSource source,
            LockFile lockFile,
            Map<LockNode, TreePath> directories,
            StoreDir storeDir,
            boolean changed,
            boolean pinned) {
        this.source = source;
        this.lockFile = lockFile;
        this.directories = directories;
        this.storeDir = storeDir;
        this.changed = changed;
        this.pinned = pinned;
    }

    /** What was asked for. */
    public FlakeRef original() {
        return source.original();
    }

    /** What the registries made of that. */
    public FlakeRef resolved() {
        return source.resolved();
    }

    /** What was fetched. A large tree is read for its hash, the first time. */
    public FlakeRef locked() {
        return source.locked();
    }

    /** What was fetched; without its hash where a large tree would have to be read for it. */
    FlakeRef described() {
        return source.described();
    }

    /** The flake's {@code flake.nix}. */
    public FlakeFile file() {
        return source.file();
    }

    /** The names in {@code flake.nix}, in the order in which an evaluator gets to know them. */
    List<String> names() {
        return source.names();
    }

    /** The lock file, whether or not it was written. */
    public LockFile lockFile() {
        return lockFile;
    }

    /** The store object that the flake's tree is, or would be. A large tree is read to know it, the first time. */
    public StorePath storePath() {
        return storeDir.locate(source.directory().text()).storePath();
    }

    /** Where {@code flake.nix} lies in the tree of all files. */
    public TreePath directory() {
        return source.directory();
    }

    /** Whether the lock file differs from that of the fetched revision, so that the flake is not that revision. */
    public boolean isChanged() {
        return changed;
    }

    /** Where the flakes and trees lie that locking had to fetch. */
    Map<LockNode, TreePath> directories() {
        return directories;
    }

    /** As {@link #fingerprint()}, but null also where a large tree would have to be read for it. */
    @Nullable
    String fingerprintAtHand() {
        return source.isLate() && locatedByHash() ? null : fingerprint();
    }

    private boolean locatedByHash() {
        return source.described().input().type().equals("path");
    }

    /** Identifies flake, lock file and dates, and so the outputs; null if an input is not pinned. Hexadecimal. */
    public @Nullable String fingerprint() {
        String treeFingerprint = pinned ? source.fingerprint() : null;
        if (treeFingerprint == null) {
            return null;
        }
        Input input = source.described().input();
        String text = treeFingerprint + ";" + source.described().dir() + ";"
                + ByteText.of(lockFile.bytes()).stripTrailing();
        if (input.revCount() != null) {
            text += ";revCount=" + input.revCount();
        }
        if (input.lastModified() != null) {
            text += ";lastModified=" + input.lastModified();
        }
        return HashAlgorithm.SHA256.hash(text).base16();
    }
}
