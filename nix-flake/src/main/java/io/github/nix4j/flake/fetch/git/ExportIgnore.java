package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.attributes.AttributesRule;

/** Leaves out what {@code .gitattributes} files of the tree mark with {@code export-ignore}. */
final class ExportIgnore implements TreeFilter {
    private static final String FILE = ".gitattributes";

    private final SourceTree tree;
    private final Map<TreePath, List<AttributesRule>> rules = new ConcurrentHashMap<>();

    ExportIgnore(SourceTree tree) {
        this.tree = tree;
    }

    @Override
    public boolean accept(TreePath path) throws IOException {
        Stat stat = tree.stat(path);
        boolean directory = stat != null && stat.type() == FileType.DIRECTORY;
        // The deepest file that says something decides, and in it the last line.
        for (TreePath at = path.parent(); at != null; at = at.parent()) {
            String relative = ByteText.toUnicode(path.relativeTo(at).text().substring(1));
            List<AttributesRule> lines = rules(at);
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (!lines.get(i).isMatch(relative, directory)) {
                    continue;
                }
                for (Attribute attribute : lines.get(i).getAttributes()) {
                    if (attribute.getKey().equals("export-ignore")) {
                        return attribute.getState() != Attribute.State.SET;
                    }
                }
            }
        }
        return true;
    }

    private List<AttributesRule> rules(TreePath directory) throws IOException {
        List<AttributesRule> known = rules.get(directory);
        if (known == null) {
            AttributesNode node = new AttributesNode();
            TreePath file = directory.child(FILE);
            Stat stat = tree.stat(file);
            if (stat != null && stat.type() == FileType.REGULAR) {
                try (InputStream in = tree.open(file)) {
                    node.parse(in);
                }
            }
            known = List.copyOf(node.getRules());
            rules.put(directory, known);
        }
        return known;
    }
}
