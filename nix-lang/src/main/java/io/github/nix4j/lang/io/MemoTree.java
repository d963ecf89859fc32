package io.github.nix4j.lang.io;

import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Set<TreePath> plainDirectories = ConcurrentHashMap.newKeySet();

    private final Clock clock;
    private volatile long since;

    public MemoTree(SourceTree base) {
        this(base, Clock.systemUTC());
    }

    /** @param clock that by which files on the disk are dated */
    MemoTree(SourceTree base, Clock clock) {
        super(base);
        this.clock = clock;
        this.since = clock.millis();
    }

    /** Lets go of all that was remembered. */
    public void forget() {
        since = clock.millis();
        stats.clear();
        lists.clear();
        links.clear();
        plainDirectories.clear();
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
    public boolean isPlainDirectory(TreePath path) throws IOException {
        if (plainDirectories.contains(path)) {
            return true;
        }
        TreePath parent = path.parent();
        if (parent != null && !isPlainDirectory(parent)) {
            return false;
        }
        Stat stat = stat(path);
        if (stat == null || stat.type() != FileType.DIRECTORY) {
            return false;
        }
        plainDirectories.add(path);
        return true;
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
    public long rememberedSince(TreePath path) {
        return Math.min(since, base.rememberedSince(path));
    }
}
