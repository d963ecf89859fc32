package io.github.nix4j.store.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tree that is another one but for what a subclass overrides: all of it, so that no question gets a default's answer. */
public abstract class ForwardingTree implements SourceTree {
    protected final SourceTree base;

    protected ForwardingTree(SourceTree base) {
        this.base = base;
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        return base.stat(path);
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return base.open(path);
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        return base.readFile(path);
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        return base.list(path);
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        return base.readLink(path);
    }

    @Override
    public boolean isPlainDirectory(TreePath path) throws IOException {
        return base.isPlainDirectory(path);
    }

    @Override
    public String display(TreePath path) {
        return base.display(path);
    }

    @Override
    public @Nullable String whyAbsent(TreePath path) throws IOException {
        return base.whyAbsent(path);
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        return base.physical(path);
    }

    @Override
    public long rememberedSince(TreePath path) {
        return base.rememberedSince(path);
    }

    @Override
    public TreePath canonical(TreePath path) {
        return base.canonical(path);
    }

    @Override
    public @Nullable String fingerprint() {
        return base.fingerprint();
    }
}
