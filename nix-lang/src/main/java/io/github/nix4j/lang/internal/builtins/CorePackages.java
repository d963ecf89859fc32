package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that {@code <nix/...>} finds when the search path has none: they come with the evaluator. */
final class CorePackages implements SourceTree {
    private @Nullable SourceTree files;

    // Few programs look here, and reading a first resource from the program's jar takes 10 ms.
    private synchronized SourceTree files() {
        if (files == null) {
            files = MemoryTree.builder()
                    .file(TreePath.of("/fetchurl.nix"), InternalSource.bytes("fetchurl.nix"), false)
                    .build();
        }
        return files;
    }

    @Override
    public @Nullable Stat stat(TreePath path) throws IOException {
        return files().stat(path);
    }

    @Override
    public InputStream open(TreePath path) throws IOException {
        return files().open(path);
    }

    @Override
    public List<String> list(TreePath path) throws IOException {
        return files().list(path);
    }

    @Override
    public String readLink(TreePath path) throws IOException {
        return files().readLink(path);
    }

    @Override
    public String display(TreePath path) {
        return "<nix" + path.text() + ">";
    }
}
