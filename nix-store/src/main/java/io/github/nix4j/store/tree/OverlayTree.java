package io.github.nix4j.store.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A tree laid over another one, such as an editor's unsaved buffers over the disk. Directories of both are merged; for all
 * else the upper tree hides the lower one, and {@code removed} paths of the lower one are hidden with all that is below them.
 */
public final class OverlayTree implements SourceTree {
    private final SourceTree lower;
    private final SourceTree upper;
    private final Set<TreePath> removed;

    /** Lays {@code upper} over {@code lower}. */
    public OverlayTree(SourceTree lower, SourceTree upper) {
        this(lower, upper, Set.of());
    }

    /** Lays {@code upper} over what is left of {@code lower} without {@code removed}. */
    public OverlayTree(SourceTree lower, SourceTree upper, Set<TreePath> removed) {
        this.lower = lower;
        this.upper = upper;
        this.removed = Set.copyOf(removed);
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        Stat above = upper.stat(path);
        if (above != null && above.type() != FileType.DIRECTORY) {
            return above;
        }
        Stat below = lowerShows(path) ? lower.stat(path) : null;
        return above == null || (below != null && below.type() == FileType.DIRECTORY) ? below : above;
    }

    /** Whether {@code path} is neither removed nor below something that the upper tree replaced by a file or link. */
    private boolean lowerShows(TreePath path) throws IOException {
        for (@Nullable TreePath p = path; p != null; p = p.parent()) {
            if (removed.contains(p)) {
                return false;
            }
            Stat above = p == path ? null : upper.stat(p);
            if (above != null && above.type() != FileType.DIRECTORY) {
                return false;
            }
        }
        return true;
    }

    /** The tree that has what {@link #stat} shows at {@code path}. */
    private SourceTree owner(TreePath path) throws IOException {
        return upper.stat(path) != null ? upper : lower;
    }

    private SourceTree visibleOwner(TreePath path) throws IOException {
        if (stat(path) == null) {
            throw new NoSuchFileException(display(path));
        }
        return owner(path);
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return visibleOwner(path).open(path);
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        return visibleOwner(path).readFile(path);
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        SourceTree owner = visibleOwner(path);
        TreeSet<String> names = new TreeSet<>();
        if (owner == upper) {
            names.addAll(upper.list(path));
        }
        Stat below = lowerShows(path) ? lower.stat(path) : null;
        if (below != null && (owner == lower || below.type() == FileType.DIRECTORY)) {
            for (String name : lower.list(path)) {
                if (!removed.contains(path.child(name))) {
                    names.add(name);
                }
            }
        }
        return List.copyOf(names);
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        return visibleOwner(path).readLink(path);
    }

    @Override
    public String display(TreePath path) {
        return lower.display(path);
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        try {
            Stat above = upper.stat(path);
            boolean unchanged =
                    above == null && lowerShows(path) && removed.stream().noneMatch(gone -> gone.startsWith(path));
            return unchanged ? lower.physical(path) : null;
        } catch (IOException e) {
            // Not known to be unchanged.
            return null;
        }
    }

    @Override
    public long rememberedSince(TreePath path) {
        return Math.min(lower.rememberedSince(path), upper.rememberedSince(path));
    }
}
