package io.github.nix4j.flake.lock;

import io.github.nix4j.store.tree.TreePath;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What locking a flake would change. Nothing is written.
 *
 * @param flake the flake
 * @param before the lock file that there was
 * @param after the lock file that there should be
 * @param directories where the flakes and trees lie that had to be fetched, by their nodes in {@code after}
 */
public record LockPlan(FlakeSource flake, LockFile before, LockFile after, Map<LockNode, TreePath> directories) {
    public LockPlan {
        directories = Collections.unmodifiableMap(new IdentityHashMap<>(directories));
    }

    /** Whether the file would be other than it is. */
    public boolean isChange() {
        return !after.equals(before);
    }

    /** What would change, input by input. */
    public LockFileDiff diff() {
        return LockFileDiff.between(before, after);
    }
}
