package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;

/** Downloads plain files. The file itself is the tree; it is never executable. */
final class FileFetcher implements Fetcher {
    private final FetchSettings settings;

    FileFetcher(FetchSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean mayFetchAhead(Input input) {
        return true;
    }

    @Override
    public FetchedTree fetch(Input input) {
        try {
            SourceTree file = MemoryTree.ofFile(Files.readAllBytes(
                    settings.urls().file(input.attributes().requireText("url")).file()));
            String narHash = NarWriter.hash(file, TreePath.ROOT).hash().sri();
            Input locked = input.withAttributes(input.attributes().with("narHash", narHash));
            return new FetchedTree(new DisplayedTree(file, "\u00c2\u00ab" + locked + "\u00c2\u00bb"), locked, null);
        } catch (IOException e) {
            throw PathAccess.failed(e);
        }
    }
}
