package io.github.nix4j.store.tree;

import io.github.nix4j.store.ByteText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A canonical absolute path inside a {@link SourceTree}: {@code /} or {@code /a/b}, never with {@code .}, {@code ..}, empty
 * components or a trailing slash, but for those of {@link #verbatim}. Held as byte text (see {@link ByteText}). Immutable.
 *
 * <p>A path in a {@link LateRoot} is another one than that with the same text: {@link #equals} does not look what the root is
 * called. It is always this path of that root, and its text can be asked for as any other's.
 */
public final class TreePath implements Comparable<TreePath> {
    public static final TreePath ROOT = new TreePath("/");

    /** What the path is below; null for paths whose text is known. */
    private final @Nullable LateRoot late;

    /** The path, or what follows {@link #late}: nothing or a path with its slash. */
    private final String text;

    /** Made by {@link #verbatim}, of such a path, or with a name of dots. Others are known to be canonical without looking. */
    private final boolean verbatim;

    private TreePath(String text) {
        this(null, text, false);
    }

    private TreePath(@Nullable LateRoot late, String text, boolean verbatim) {
        this.late = late;
        this.text = text;
        this.verbatim = verbatim;
    }

    /** {@code below} is canonical: empty, or with a slash before each component. */
    static TreePath late(LateRoot root, String below) {
        return new TreePath(root, below, false);
    }

    /** Canonicalises byte text lexically, as Nix does: {@code ..} above the root stays at the root. */
    public static TreePath of(String byteText) {
        return isCanonical(byteText)
                ? (byteText.length() == 1 ? ROOT : new TreePath(byteText))
                : new TreePath(canonical(byteText));
    }

    /**
     * Byte text as it is, canonical or not. Only for the values of Nix's home paths, {@code ~/a/../b}, which compare and print as
     * they are written. All methods take the text as it is, dots being components like others; trees on disk look such a path up
     * as the system does, others may not find it.
     */
    public static TreePath verbatim(String byteText) {
        return new TreePath(null, byteText, true);
    }

    /** Whether this is a path as {@link #of} makes them. */
    public boolean isCanonical() {
        return !verbatim || isCanonical(text);
    }

    /** Whether a text begins a component, has no dots at the beginning of one, and needs no change. */
    private static boolean isPlain(String s) {
        return s.charAt(0) == '/' && !s.contains("/.") && !s.contains("//") && s.charAt(s.length() - 1) != '/';
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
        return late == null ? text : late.text() + text;
    }

    /** The directory that this path is in or at whose text is found out late; null for other paths. */
    public @Nullable LateRoot late() {
        return late;
    }

    /** This path as seen from {@link #late}; itself if there is none. */
    public TreePath insideLate() {
        return late == null ? this : text.isEmpty() ? ROOT : new TreePath(text);
    }

    public boolean isRoot() {
        return late == null && text.length() == 1;
    }

    /** The last component as byte text; empty for the root. */
    public String name() {
        String whole = text.isEmpty() ? text() : text;
        return whole.substring(whole.lastIndexOf('/') + 1);
    }

    /** The containing directory; null for the root. */
    public @Nullable TreePath parent() {
        if (isRoot()) {
            return null;
        }
        if (text.isEmpty()) {
            return new TreePath(text()).parent();
        }
        int cut = text.lastIndexOf('/');
        return cut <= 0 && late == null ? ROOT : new TreePath(late, text.substring(0, cut), verbatim);
    }

    /** The entry {@code name} (one component, byte text) of this directory. */
    public TreePath child(String name) {
        boolean dots = name.equals(".") || name.equals("..");
        return new TreePath(late, (isRoot() ? "/" : text.concat("/")).concat(name), verbatim || dots);
    }

    /** {@code relative} (byte text, any number of components, may contain {@code ..}) seen from this directory. */
    public TreePath resolve(String relative) {
        return relative.isEmpty() ? this : append("/" + relative);
    }

    /** The path whose text is this one's followed by {@code more} (byte text), canonical: no slash comes between them. */
    public TreePath append(String more) {
        if (late == null && !verbatim) {
            if (more.length() < 2 && (more.isEmpty() || more.charAt(0) == '/')) {
                return this;
            }
            if (isPlain(more)) {
                // One text, looked at in part: paths are put together by the thousand.
                return new TreePath(isRoot() ? more : text.concat(more));
            }
        }
        if (late == null || leaves(text + more)) {
            return of(text() + more);
        }
        TreePath below = of(text + more);
        return below.isRoot() ? late.path() : new TreePath(late, below.text, false);
    }

    /** Whether what follows the name of a directory changes that name or leads out of the directory. */
    private static boolean leaves(String below) {
        if (!below.isEmpty() && below.charAt(0) != '/') {
            return true;
        }
        int depth = 0;
        for (String component : below.split("/", -1)) {
            if (component.equals("..")) {
                depth--;
            } else if (!component.isEmpty() && !component.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    /** The components, outermost first. */
    public List<String> components() {
        return isRoot() ? List.of() : List.of(text().substring(1).split("/", -1));
    }

    /** Whether this path is {@code other} or inside it. */
    public boolean startsWith(TreePath other) {
        if (late == other.late) {
            return other.isRoot() || startsWith(text, other.text);
        }
        return other.isRoot() || startsWith(text(), other.text());
    }

    private static boolean startsWith(String text, String other) {
        return text.startsWith(other) && (text.length() == other.length() || text.charAt(other.length()) == '/');
    }

    /** This path as seen from {@code ancestor}, which it must start with. */
    public TreePath relativeTo(TreePath ancestor) {
        if (!startsWith(ancestor)) {
            throw new IllegalArgumentException("'" + this + "' is not inside '" + ancestor + "'");
        }
        if (ancestor.isRoot()) {
            return this;
        }
        String own = late == ancestor.late ? text : text();
        int cut =
                late == ancestor.late ? ancestor.text.length() : ancestor.text().length();
        return own.length() == cut ? ROOT : new TreePath(null, own.substring(cut), verbatim);
    }

    /** By text. */
    @Override
    public int compareTo(TreePath other) {
        return late == other.late ? text.compareTo(other.text) : text().compareTo(other.text());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TreePath path && path.late == late && path.text.equals(text);
    }

    @Override
    public int hashCode() {
        return late == null ? text.hashCode() : System.identityHashCode(late) + text.hashCode();
    }

    /** The path decoded for people; use {@link #text()} for bytes. */
    @Override
    public String toString() {
        return ByteText.toUnicode(text());
    }
}
