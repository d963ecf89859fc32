package io.github.nix4j.lang.io;

import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the kinds of entries, directories and links of a tree, so that an evaluation sees one state of it and asks the disk
 * once. Contents of files are not kept. Thread-safe.
 */
public final class MemoTree implements SourceTree {
    private final SourceTree base;
    private final ConcurrentHashMap<TreePath, Optional<Stat>> stats = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<TreePath, List<String>> lists = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<TreePath, String> links = new ConcurrentHashMap<>();

    public MemoTree(SourceTree base) {
        this.base = base;
    }

    /** Lets go of all that was remembered. */
    public void forget() {
        stats.clear();
        lists.clear();
        links.clear();
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        Optional<Stat> known = stats.get(path);
        if (known == null) {
            known = Optional.ofNullable(base.stat(path));
            stats.put(path, known);
        }
        return known.orElse(null);
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
        List<String> known = lists.get(path);
        if (known == null) {
            known = List.copyOf(base.list(path));
            lists.put(path, known);
        }
        return known;
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        String known = links.get(path);
        if (known == null) {
            known = base.readLink(path);
            links.put(path, known);
        }
        return known;
    }

    @Override
    public String display(TreePath path) {
        return base.display(path);
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        return base.physical(path);
    }

    @Override
    public @Nullable String fingerprint() {
        return base.fingerprint();
    }
}
