package io.github.nix4j.store.tree;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A directory whose path is expensive to tell, such as the store object that a large tree would be: it is called by the hash of
 * all its files. Paths in it ({@link #path}) are found out when somebody asks for their text, and reading them needs no text.
 *
 * <p>Thread-safe; the text is asked for once, unless that fails.
 */
public final class LateRoot {
    private final TreePath parent;
    private final String suffix;
    private final Supplier<String> maker;
    private volatile @Nullable String text;

    /**
     * @param parent the directory that it is in
     * @param suffix what the last component of the path ends with, byte text: a text that does not is not this path
     * @param maker gives the absolute, canonical path, byte text
     */
    public LateRoot(TreePath parent, String suffix, Supplier<String> maker) {
        this.parent = parent;
        this.suffix = suffix;
        this.maker = maker;
    }

    /** The directory. */
    public TreePath path() {
        return TreePath.late(this, "");
    }

    /** The path as byte text, found out if need be. */
    public String text() {
        String known = text;
        if (known == null) {
            known = make();
        }
        return known;
    }

    private synchronized String make() {
        String known = text;
        if (known == null) {
            known = maker.get();
            text = known;
        }
        return known;
    }

    /** Whether the text has been found out. */
    public boolean isKnown() {
        return text != null;
    }

    /** The directory that this one is in, which is known. */
    public TreePath parent() {
        return parent;
    }

    /** The path of this directory or in it whose text is that of {@code path}; null if there is none. Finds out as little as it can. */
    public @Nullable TreePath find(TreePath path) {
        String other = path.text();
        if (!path.startsWith(parent) || (text == null && !other.endsWith(suffix) && !other.contains(suffix + "/"))) {
            return null;
        }
        String own = text();
        return other.startsWith(own) && (other.length() == own.length() || other.charAt(own.length()) == '/')
                ? TreePath.late(this, other.substring(own.length()))
                : null;
    }
}
