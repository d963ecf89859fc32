package io.github.nix4j.lang.io;

import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the kinds of entries, directories and links of a tree, so that an evaluation sees one state of it and asks the disk
 * once. Contents of files are not kept. Thread-safe.
 */
public final class MemoTree extends ForwardingTree {
    private final ConcurrentHashMap<TreePath, Optional<Stat>> stats = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<TreePath, List<String>> lists = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<TreePath, String> links = new ConcurrentHashMap<>();

    public MemoTree(SourceTree base) {
        super(base);
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
}
