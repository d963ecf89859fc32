package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.file.FlakeFile;
import io.github.nix4j.flake.file.FlakeFileReader;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.TreePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flake that was fetched and whose {@code flake.nix} was read. Thread-safe. */
public final class FlakeSource {
    private final FlakeRef original;
    private final FlakeRef resolved;
    private final TreePath directory;
    private final FlakeFile file;
    private final List<String> names;
    private final Tree tree;

    /** What is known of the flake's tree. For a large one, all but {@code described} reads it whole the first time. */
    public interface Tree {
        /** What was fetched, as far as that is known without hashing files. */
        FlakeRef described();

        /** What was fetched, with its hash. */
        FlakeRef locked();

        /** What identifies the content; null if nothing does. */
        @Nullable
        String fingerprint();
    }

    /** A tree that nothing has to be found out about. */
    private record KnownTree(FlakeRef locked, @Nullable String fingerprint) implements Tree {
        @Override
        public FlakeRef described() {
            return locked;
        }
    }

    /** @param read the flake's {@code flake.nix} */
    public FlakeSource(FlakeRef original, FlakeRef resolved, TreePath directory, FlakeFileReader.Read read, Tree tree) {
        this.original = original;
        this.resolved = resolved;
        this.directory = directory;
        this.file = read.file();
        this.names = read.names();
        this.tree = tree;
    }

    /**
     * A flake in a tree that is known.
     *
     * @param locked what was fetched
     * @param fingerprint what identifies the content of its tree; null if nothing does
     */
    public static FlakeSource of(
            FlakeRef original,
            FlakeRef resolved,
            FlakeRef locked,
            TreePath directory,
            FlakeFileReader.Read read,
            @Nullable String fingerprint) {
        return new FlakeSource(original, resolved, directory, read, new KnownTree(locked, fingerprint));
    }

    /** What was asked for. */
    public FlakeRef original() {
        return original;
    }

    /** What the registries made of that. */
    public FlakeRef resolved() {
        return resolved;
    }

    /** What was fetched. A large tree is read for its hash, unless that is known. */
    public FlakeRef locked() {
        return tree.locked();
    }

    /** What was fetched; of a large tree whose hash is not known, that is missing. */
    public FlakeRef described() {
        return tree.described();
    }

    /** The flake's directory, which in the tree of all files lies in the store. */
    public TreePath directory() {
        return directory;
    }

    /** The flake's {@code flake.nix}. */
    public FlakeFile file() {
        return file;
    }

    /** The names in {@code flake.nix}, in the order in which an evaluator gets to know them (byte text). */
    public List<String> names() {
        return names;
    }

    /** What identifies the content of its tree; null if nothing does. A large tree may have to be read for it. */
    public @Nullable String fingerprint() {
        return tree.fingerprint();
    }

    /** Whether the tree is so large that it has not been read to be hashed. */
    public boolean isLate() {
        LateRoot root = directory.late();
        return root != null && !root.isKnown();
    }
}
