package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import org.eclipse.jgit.attributes.Attribute;

/** Leaves out what {@code .gitattributes} files of the tree mark with {@code export-ignore}. */
final class ExportIgnore implements TreeFilter {
    private final SourceTree tree;
    private final GitAttributes attributes;

    ExportIgnore(SourceTree tree) {
        this.tree = tree;
        this.attributes = GitAttributes.in(tree);
    }

    @Override
    public boolean accept(TreePath path) throws IOException {
        Stat stat = tree.stat(path);
        boolean directory = stat != null && stat.type() == FileType.DIRECTORY;
        Attribute attribute = attributes.find(path, directory, "export-ignore");
        return attribute == null || attribute.getState() != Attribute.State.SET;
    }
}
