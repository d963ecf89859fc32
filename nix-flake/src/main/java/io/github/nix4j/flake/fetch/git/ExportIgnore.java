package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import org.eclipse.jgit.attributes.Attribute;
import org.jspecify.annotations.Nullable;

/** Leaves out what attributes mark with {@code export-ignore}. */
final class ExportIgnore implements TreeFilter {
    private final @Nullable SourceTree disk;
    private final GitAttributes attributes;

    /** @param disk the working directory, which tells libgit2 what is a directory, in commits too; null if there is none */
    ExportIgnore(@Nullable SourceTree disk, GitAttributes attributes) {
        this.disk = disk;
        this.attributes = attributes;
    }

    @Override
    public boolean accept(TreePath path) throws IOException {
        Stat stat = disk == null ? null : disk.stat(path);
        boolean directory = stat != null && stat.type() == FileType.DIRECTORY;
        Attribute attribute = attributes.find(path, directory, "export-ignore");
        return attribute == null || attribute.getState() != Attribute.State.SET;
    }
}
