package io.github.nix4j.lang.io;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.tree.ForwardingTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link AllowedPaths} lets pass of a tree: the root of pure and restricted evaluation. */
public final class AllowListTree extends ForwardingTree implements AccessControlled {
    private final AllowedPaths allowed;
    private final String mode;

    /** {@code pure} says which mode messages name. */
    public AllowListTree(SourceTree base, AllowedPaths allowed, boolean pure) {
        super(base);
        this.allowed = allowed;
        this.mode = pure ? "in pure evaluation mode (use '--impure' to override)" : "in restricted mode";
    }

    @Override
    public void checkAccess(TreePath path) {
        if (!allowed.isAllowed(path)) {
            throw new NixException(
                    ErrorKind.RESTRICTED,
                    Message.of("access to absolute path '%s' is forbidden %s", path.text(), mode));
        }
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        return allowed.isAllowed(path) ? base.stat(path) : null;
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        checkAccess(path);
        return base.open(path);
    }

    @Override
    public byte[] readFile(TreePath path) throws IOException {
        checkAccess(path);
        return base.readFile(path);
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        checkAccess(path);
        List<String> all = base.list(path);
        List<String> names = new ArrayList<>(all.size());
        for (String name : all) {
            if (allowed.isAllowed(path.child(name))) {
                names.add(name);
            }
        }
        // The very list of a tree that remembers it, as almost always: who remembers more about it goes by that.
        return names.size() == all.size() ? all : names;
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        checkAccess(path);
        return base.readLink(path);
    }

    @Override
    public @Nullable Path physical(TreePath path) {
        return allowed.isWhollyAllowed(path) ? base.physical(path) : null;
    }
}
