package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;
import org.jspecify.annotations.Nullable;

/** What the {@code .gitattributes} files of trees, and a repository's and a user's own, say of files. Thread-safe. */
final class GitAttributes {
    private static final String FILE = ".gitattributes";
    private static final String MACRO = "[attr]";
    /** What needs no definition. */
    private static final AttributesRule BINARY = new AttributesRule(MACRO + "binary", "-diff -merge -text -crlf");

    private final List<SourceTree> trees;
    private final List<AttributesRule> first;
    private final List<AttributesRule> last;
    private final Map<TreePath, List<AttributesRule>> rules = new ConcurrentHashMap<>();

    /**
     * @param trees those whose files count, which of each directory in this order
     * @param first what counts more than all files, with the most important at the end
     * @param last what counts where no file says anything
     */
    GitAttributes(List<SourceTree> trees, List<AttributesRule> first, List<AttributesRule> last) {
        this.trees = List.copyOf(trees);
        this.first = List.copyOf(first);
        this.last = List.copyOf(last);
    }

    /** What is said of {@code name} for {@code path}; null if nothing is. The deepest file decides, and in it the last line. */
    @Nullable
    Attribute find(TreePath path, boolean directory, String name) throws IOException {
        Attribute found = find(first, TreePath.ROOT, path, directory, name);
        for (TreePath at = path.parent(); at != null && found == null; at = at.parent()) {
            found = find(rules(at), at, path, directory, name);
        }
        return found == null ? find(last, TreePath.ROOT, path, directory, name) : found;
    }

    private @Nullable Attribute find(
            List<AttributesRule> lines, TreePath at, TreePath path, boolean directory, String name) throws IOException {
        String relative = ByteText.toUnicode(path.relativeTo(at).text().substring(1));
        for (int i = lines.size() - 1; i >= 0; i--) {
            AttributesRule line = lines.get(i);
            if (!line.getPattern().startsWith(MACRO) && line.isMatch(relative, directory)) {
                Attribute found = find(line.getAttributes(), name, 0);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private @Nullable Attribute find(List<Attribute> attributes, String name, int depth) throws IOException {
        for (int i = attributes.size() - 1; i >= 0; i--) {
            Attribute attribute = attributes.get(i);
            if (attribute.getKey().equals(name)) {
                return attribute;
            }
            AttributesRule macro = attribute.getState() == Attribute.State.SET ? macro(attribute.getKey()) : null;
            // Macros may use others, and themselves.
            Attribute found = macro == null || depth > rules(TreePath.ROOT).size()
                    ? null
                    : find(macro.getAttributes(), name, depth + 1);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The macro of this name, which only the files of the root may define. */
    private @Nullable AttributesRule macro(String name) throws IOException {
        for (List<AttributesRule> lines : List.of(first, rules(TreePath.ROOT), last)) {
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (lines.get(i).getPattern().equals(MACRO + name)) {
                    return lines.get(i);
                }
            }
        }
        return BINARY.getPattern().equals(MACRO + name) ? BINARY : null;
    }

    /** The lines of a file; none where there is no file. */
    static List<AttributesRule> rules(@Nullable AttributesNode file) {
        return file == null ? List.of() : file.getRules();
    }

    private List<AttributesRule> rules(TreePath directory) throws IOException {
        List<AttributesRule> known = rules.get(directory);
        if (known == null) {
            known = new ArrayList<>();
            for (int i = trees.size() - 1; i >= 0; i--) {
                known.addAll(read(trees.get(i), directory.child(FILE)));
            }
            known = List.copyOf(known);
            rules.put(directory, known);
        }
        return known;
    }

    private static List<AttributesRule> read(SourceTree tree, TreePath file) throws IOException {
        AttributesNode node = new AttributesNode();
        Stat stat = tree.stat(file);
        if (stat != null && stat.type() == FileType.REGULAR) {
            try (InputStream in = tree.open(file)) {
                node.parse(in);
            }
        }
        return node.getRules();
    }
}
