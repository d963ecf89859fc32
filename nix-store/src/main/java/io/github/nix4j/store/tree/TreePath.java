package io.github.nix4j.store.tree;

import io.github.nix4j.store.ByteText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A canonical absolute path inside a {@link SourceTree}: {@code /} or {@code /a/b}, never with {@code .}, {@code ..}, empty
 * components or a trailing slash. Held as byte text (see {@link ByteText}). Immutable.
 */
public final class TreePath implements Comparable<TreePath> {
    public static final TreePath ROOT = new TreePath("/");

    private final String text;

    private TreePath(String text) {
        this.text = text;
    }

    /** Canonicalises byte text lexically, as Nix does: {@code ..} above the root stays at the root. */
    public static TreePath of(String byteText) {
        return isCanonical(byteText)
                ? (byteText.length() == 1 ? ROOT : new TreePath(byteText))
                : new TreePath(canonical(byteText));
    }

    private static boolean isCanonical(String s) {
        int n = s.length();
        if (n == 0 || s.charAt(0) != '/') {
            return false;
        }
        if (n == 1) {
            return true;
        }
        int start = 1;
        for (int i = 1; i <= n; i++) {
            if (i == n || s.charAt(i) == '/') {
                int length = i - start;
                if (length == 0
                        || (length == 1 && s.charAt(start) == '.')
                        || (length == 2 && s.charAt(start) == '.' && s.charAt(start + 1) == '.')) {
                    return false;
                }
                start = i + 1;
            }
        }
        return true;
    }

    private static String canonical(String s) {
        StringBuilder out = new StringBuilder(s.length() + 1);
        int n = s.length();
        int i = 0;
        while (i < n) {
            int end = s.indexOf('/', i);
            if (end < 0) {
                end = n;
            }
            int length = end - i;
            if (length == 2 && s.charAt(i) == '.' && s.charAt(i + 1) == '.') {
                int cut = out.lastIndexOf("/");
                out.setLength(Math.max(cut, 0));
            } else if (length != 0 && !(length == 1 && s.charAt(i) == '.')) {
                out.append('/').append(s, i, end);
            }
            i = end + 1;
        }
        return out.length() == 0 ? "/" : out.toString();
    }

    /** The path as byte text, starting with a slash. */
    public String text() {
        return text;
    }

    public boolean isRoot() {
        return text.length() == 1;
    }

    /** The last component as byte text; empty for the root. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** The containing directory; null for the root. */
    public @Nullable TreePath parent() {
        if (isRoot()) {
            return null;
        }
        int cut = text.lastIndexOf('/');
        return cut == 0 ? ROOT : new TreePath(text.substring(0, cut));
    }

    /** The entry {@code name} (one component, byte text) of this directory. */
    public TreePath child(String name) {
        return new TreePath(isRoot() ? "/" + name : text + "/" + name);
    }

    /** {@code relative} (byte text, any number of components, may contain {@code ..}) seen from this directory. */
    public TreePath resolve(String relative) {
        return relative.isEmpty() ? this : of(text + "/" + relative);
    }

    /** The components, outermost first. */
    public List<String> components() {
        return isRoot() ? List.of() : List.of(text.substring(1).split("/", -1));
    }

    /** Whether this path is {@code other} or inside it. */
    public boolean startsWith(TreePath other) {
        return other.isRoot()
                || (text.startsWith(other.text)
                        && (text.length() == other.text.length() || text.charAt(other.text.length()) == '/'));
    }

    /** This path as seen from {@code ancestor}, which it must start with. */
    public TreePath relativeTo(TreePath ancestor) {
        if (!startsWith(ancestor)) {
            throw new IllegalArgumentException("'" + this + "' is not inside '" + ancestor + "'");
        }
        if (ancestor.isRoot()) {
            return this;
        }
        return text.length() == ancestor.text.length() ? ROOT : new TreePath(text.substring(ancestor.text.length()));
    }

    @Override
    public int compareTo(TreePath other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TreePath path && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The path decoded for people; use {@link #text()} for bytes. */
    @Override
    public String toString() {
        return ByteText.toUnicode(text);
    }
}
