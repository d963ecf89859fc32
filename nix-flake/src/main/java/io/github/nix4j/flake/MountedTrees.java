package io.github.nix4j.flake;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.AccessControlled;
import io.github.nix4j.lang.io.LateMounts;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.RoutedTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tree that holds nothing but the store directory with what is mounted in it: enough to lock flakes. */
public final class MountedTrees extends RoutedTree implements TreeMounts, AccessControlled {
    private final TreePath storeDir;
    private final Map<String, SourceTree> mounts = new ConcurrentSkipListMap<>();
    private final LateMounts late = new LateMounts();

    public MountedTrees(StoreDir storeDir) {
        this.storeDir = TreePath.of(storeDir.path());
    }

    @Override
    public SourceTree root() {
        return this;
    }

    @Override
    public void mount(StorePath path, SourceTree tree, Supplier<NarHash> archive) {
        mounts.put(path.baseName(), tree);
    }

    @Override
    public void mount(LateRoot path, SourceTree tree) {
        late.mount(path, tree);
    }

    @Override
    public void unmount(LateRoot path) {
        late.unmount(path);
    }

    /** As in pure evaluation, which is how Nix reads what it locks. */
    @Override
    public void checkAccess(TreePath path) {
        if (mounted(path) == null && (path.late() != null || !storeDir.startsWith(path))) {
            throw new NixException(
                    ErrorKind.RESTRICTED,
                    Message.of(
                            "access to absolute path '%s' is forbidden in pure evaluation mode (use '--impure' to override)",
                            path.text()));
        }
    }

    private @Nullable Place mounted(TreePath path) {
        SourceTree lately = late.tree(path);
        if (lately != null) {
            return new Place(lately, path.insideLate());
        }
        late.find(path);
        if (path.equals(storeDir) || !path.startsWith(storeDir)) {
            return null;
        }
        String text = path.relativeTo(storeDir).text();
        int slash = text.indexOf('/', 1);
        SourceTree tree = mounts.get(slash < 0 ? text.substring(1) : text.substring(1, slash));
        return tree == null ? null : new Place(tree, slash < 0 ? TreePath.ROOT : TreePath.of(text.substring(slash)));
    }

    @Override
    protected Place place(TreePath path) throws NoSuchFileException {
        Place place = mounted(path);
        if (place == null) {
            throw new NoSuchFileException(path.toString());
        }
        return place;
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        if (path.late() == null && storeDir.startsWith(path)) {
            return Stat.DIRECTORY;
        }
        Place place = mounted(path);
        return place == null ? null : place.tree().stat(place.path());
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        if (path.equals(storeDir)) {
            late.findAll();
            return List.copyOf(mounts.keySet());
        }
        if (path.late() == null && storeDir.startsWith(path)) {
            return List.of(storeDir.relativeTo(path).components().get(0));
        }
        return super.list(path);
    }

    @Override
    public @Nullable String whyAbsent(TreePath path) throws IOException {
        Place place = mounted(path);
        return place == null ? null : place.tree().whyAbsent(place.path());
    }
}
