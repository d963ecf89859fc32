package io.github.nix4j.lang.io;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;

/** A tree of which only a part may be read. What is forbidden is absent for {@link #stat} and fails for all else. */
public interface AccessControlled extends SourceTree {
    /** Throws a {@link NixException} of kind {@code RESTRICTED} unless {@code path} may be read. */
    void checkAccess(TreePath path);
}
