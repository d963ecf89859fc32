package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import org.jspecify.annotations.Nullable;

/** A dependency in a lock file. */
public final class LockedNode extends LockNode {
    private final FlakeRef locked;
    private final FlakeRef original;
    private final boolean flake;
    private final @Nullable InputPath parent;

    LockedNode(FlakeRef locked, FlakeRef original, boolean flake, @Nullable InputPath parent) {
        this.locked = locked;
        this.original = original;
        this.flake = flake;
        this.parent = parent;
    }

    /** A copy of {@code node} without its inputs. */
    static LockedNode copyOf(LockedNode node) {
        return new LockedNode(node.locked, node.original, node.flake, node.parent);
    }

    /** What is used. */
    public FlakeRef locked() {
        return locked;
    }

    /** What {@code flake.nix} asks for. */
    public FlakeRef original() {
        return original;
    }

    /** Whether it is a flake, not just a tree of files. */
    public boolean isFlake() {
        return flake;
    }

    /** For a relative path: the input in whose tree it lies. */
    public @Nullable InputPath parent() {
        return parent;
    }

    @Override
    public String toString() {
        return locked.toString();
    }
}
