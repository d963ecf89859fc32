package io.github.nix4j.flake.unsaved;

import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole disk with the changes of the moment. */
final class LiveTree implements SourceTree {
    private final UnsavedFiles unsaved;
    private final Path top;

    LiveTree(UnsavedFiles unsaved) {
        this.unsaved = unsaved;
        this.top = DiskTree.whole().physical(TreePath.ROOT);
    }

    private SourceTree now() {
        return unsaved.over(top);
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        return now().stat(path);
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return now().open(path);
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        return now().readFile(path);
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        return now().list(path);
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        return now().readLink(path);
    }

    @Override
    public String display(TreePath path) {
        return now().display(path);
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        return now().physical(path);
    }
}
