package io.github.nix4j.lang.io;

import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.TreePath;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The paths that pure or restricted evaluation may read. It grows while evaluation adds objects to the store. Thread-safe.
 */
public final class AllowedPaths {
    // With NUL for the slash, a path comes directly before all that is inside it.
    private final ConcurrentSkipListSet<String> prefixes = new ConcurrentSkipListSet<>();
    private final Set<LateRoot> late = ConcurrentHashMap.newKeySet();

    /** Allows {@code prefix} and all that is inside it. */
    public void allow(TreePath prefix) {
        prefixes.add(key(prefix));
    }

    /** Allows a directory whose path is found out late, and all that is inside it. */
    public void allow(LateRoot root) {
        late.add(root);
    }

    /** Ends what {@link #allow(LateRoot)} began. */
    public void forget(LateRoot root) {
        late.remove(root);
    }

    /** Whether a path is allowed: it is inside an allowed one, or leads to one. One that is not canonical never is. */
    public boolean isAllowed(TreePath path) {
        if (!path.isCanonical()) {
            return false;
        }
        if (path.late() != null && late.contains(path.late())) {
            return true;
        }
        if (isKnown(path)) {
            return true;
        }
        for (LateRoot root : late) {
            if (root.parent().startsWith(path) || root.find(path) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether all in a path is allowed, too, as far as that is known by now. */
    boolean isWhollyAllowed(TreePath path) {
        if (!path.isCanonical()) {
            return false;
        }
        return path.late() == null ? isInKnown(path) : late.contains(path.late());
    }

    private boolean isKnown(TreePath path) {
        String key = key(path);
        String next = prefixes.ceiling(key);
        return (next != null && isInside(next, key)) || isInKnown(path);
    }

    private boolean isInKnown(TreePath path) {
        for (TreePath at = path; at != null; at = at.parent()) {
            if (prefixes.contains(key(at))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInside(String inner, String outer) {
        return inner.startsWith(outer) && (inner.length() == outer.length() || inner.charAt(outer.length()) == 0);
    }

    private static String key(TreePath path) {
        return path.isRoot() ? "" : path.text().replace('/', '\0');
    }
}
