package io.github.nix4j.lang.io;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.DiskStore;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.path.BadStorePathException;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.RoutedTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree with the objects of a store at their logical place, such as {@code /nix/store/HASH-name}. Where the tree below has
 * something itself, that is what shows. Trees can also be mounted at store paths without being in the store. The tree below is
 * asked about the same places over and over, and had better remember them. Thread-safe.
 */
public final class StoreTree extends RoutedTree {
    private final SourceTree base;
    private final StoreReader store;
    private final StoreDir dir;
    private final TreePath root;
    private final ConcurrentHashMap<StorePath, SourceTree> mounts = new ConcurrentHashMap<>();
    private final LateMounts late = new LateMounts();

    public StoreTree(SourceTree base, StoreReader store) {
        this.base = base;
        this.store = store;
        this.dir = store.storeDir();
        this.root = TreePath.of(dir.path());
    }

    /** Shows {@code tree} at {@code path}, whether or not the store has that. */
    public void mount(StorePath path, SourceTree tree) {
        mounts.put(path, tree);
    }

    /**
     * Shows {@code tree} at a store path that is found out late. Whoever finds out mounts it there as well, for those who know
     * the path by other means.
     */
    public void mount(LateRoot path, SourceTree tree) {
        late.mount(path, tree);
    }

    /** Ends what {@link #mount(LateRoot, SourceTree)} began. */
    public void unmount(LateRoot path) {
        late.unmount(path);
    }

    /** Whether a tree is mounted at {@code path}. */
    public boolean isMounted(StorePath path) {
        return mounts.containsKey(path);
    }

    /** The place in a store object or mounted tree. */
    private @Nullable Place inside(TreePath path) {
        SourceTree lately = late.tree(path);
        if (lately != null) {
            return new Place(lately, path.insideLate());
        }
        late.find(path);
        if (!dir.contains(path.text())) {
            return null;
        }
        StoreDir.Located located;
        try {
            located = dir.locate(path.text());
        } catch (BadStorePathException e) {
            return null;
        }
        SourceTree mounted = mounts.get(located.storePath());
        if (mounted != null) {
            return new Place(mounted, located.inside());
        }
        return store.isValid(located.storePath()) ? new Place(store.tree(located.storePath()), located.inside()) : null;
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        SourceTree lately = late.tree(path);
        if (lately != null) {
            return lately.stat(path.insideLate());
        }
        Stat stat = below(path);
        if (stat != null) {
            return stat;
        }
        if (path.equals(root)) {
            return Stat.DIRECTORY;
        }
        if (store instanceof DiskStore && dir.contains(path.text())) {
            // Stores on disk say what is wrong with the name, in Nix, too; others have nothing of that name.
            checkName(path);
        }
        Place inside = inside(path);
        return inside == null ? null : inside.tree().stat(inside.path());
    }

    /** The tree below comes first: what is a directory there is one here. */
    @Override
    public boolean isPlainDirectory(TreePath path) throws IOException {
        return base.isPlainDirectory(path);
    }

    /** Where {@code path} is read: the store only for what the tree below does not have. */
    @Override
    protected Place place(TreePath path) throws IOException {
        SourceTree lately = late.tree(path);
        if (lately != null) {
            return new Place(lately, path.insideLate());
        }
        if (dir.contains(path.text()) && below(path) == null) {
            Place inside = inside(path);
            if (inside != null) {
                return inside;
            }
        }
        return new Place(base, path);
    }

    /** What the tree below has. */
    private @Nullable Stat below(TreePath path) throws IOException {
        return isOnlyInStore(path) ? null : base.stat(path);
    }

    /**
     * Whether the tree below is known not to have {@code path}. It is not asked about objects if it has no store directory, nor about
     * the inside of an object that only the store has: each file that is absent from a disk costs the JVM an exception, which takes
     * 100 microseconds on the deep stack of an evaluation.
     */
    private boolean isOnlyInStore(TreePath path) throws IOException {
        String text = path.text();
        if (!dir.contains(text)) {
            return false;
        }
        if (base.stat(root) == null) {
            return true;
        }
        int end = text.indexOf('/', dir.path().length() + 1);
        if (end < 0) {
            return false;
        }
        TreePath object = TreePath.of(text.substring(0, end));
        return base.stat(object) == null && inside(object) != null;
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        if (late.tree(path) != null) {
            return super.list(path);
        }
        if (path.equals(root)) {
            late.findAll();
        }
        if (path.equals(root) && !(store instanceof DiskStore) && base.stat(path) == null) {
            // A store in memory shows an empty directory there, whatever is in it.
            return List.of();
        }
        checkReadable(path);
        if (store instanceof DiskStore && (path.equals(root) || dir.contains(path.text()))) {
            // What a store on disk has joins what is there anyway, and it is asked with Nix's words, too.
            return joined(path);
        }
        if (path.equals(root)) {
            TreeSet<String> names = new TreeSet<>(base.list(path));
            mounts.keySet().forEach(mounted -> names.add(mounted.baseName()));
            return List.copyOf(names);
        }
        return super.list(path);
    }

    /** Stores on disk say what is wrong with the name of an object. */
    private void checkName(TreePath path) {
        try {
            dir.locate(path.text());
        } catch (BadStorePathException e) {
            throw new NixException(ErrorKind.IO, Message.quoting(e.byteMessage()), e);
        }
    }

    /** The names in a directory of the tree below and in the store's of the same name. */
    private List<String> joined(TreePath path) throws IOException {
        if (path.equals(root)) {
            throw notInside(path);
        }
        checkName(path);
        Place inside = inside(path);
        if (inside == null || base.stat(path) == null) {
            return super.list(path);
        }
        TreeSet<String> names = new TreeSet<>(base.list(path));
        if (inside.tree().stat(inside.path()) != null) {
            names.addAll(inside.tree().list(inside.path()));
        }
        return List.copyOf(names);
    }

    private static NixException notInside(TreePath path) {
        return new NixException(ErrorKind.EVAL, Message.of("path '%s/' is not in the Nix store", path.text()));
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        if (store instanceof DiskStore && path.equals(root) && base.stat(path) == null) {
            throw notInside(path);
        }
        return super.open(path);
    }

    /** Where the tree below has no store directory, only objects can be looked into: the directory itself is not for reading. */
    private void checkReadable(TreePath path) throws IOException {
        if (!path.equals(TreePath.ROOT) && root.startsWith(path) && base.stat(path) == null) {
            throw new NixException(
                    ErrorKind.EVAL,
                    Message.of(
                            path.equals(root) ? "path '%s/' is not in the Nix store" : "file '%s' does not exist",
                            path.text()));
        }
    }

    @Override
    public TreePath canonical(TreePath path) {
        return late.canonical(path);
    }

    /** A mounted tree says itself how its files are called. */
    @Override
    public String display(TreePath path) {
        SourceTree lately = late.tree(path);
        if (lately != null) {
            return lately.display(path.insideLate());
        }
        if (!mounts.isEmpty() && dir.contains(path.text())) {
            Place inside = inside(path);
            if (inside != null && mounts.containsValue(inside.tree())) {
                return inside.tree().display(inside.path());
            }
        }
        return base.display(path);
    }
}
