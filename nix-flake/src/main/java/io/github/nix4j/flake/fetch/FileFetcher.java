package io.github.nix4j.flake.fetch;

import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.lang.internal.engine.PathAccess;
import io.github.nix4j.store.fetch.Download;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.FlatFileTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;

/** Downloads plain files. The file itself is the tree; it is never executable. */
final class FileFetcher implements Fetcher {
    private static final long HELD_SIZE = 16 << 20;

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
            Download download = settings.urls().file(input.attributes().requireText("url"));
            // The cache may be emptied while a program holds the tree: only what would take much memory stays there.
            SourceTree file = download.size() <= HELD_SIZE
                    ? MemoryTree.ofFile(Files.readAllBytes(download.file()))
                    : new FlatFileTree(DiskTree.of(download.file()), TreePath.ROOT);
            String narHash = NarWriter.hash(file, TreePath.ROOT).hash().sri();
            Input locked = input.withAttributes(input.attributes().with("narHash", narHash));
            return new FetchedTree(new DisplayedTree(file, locked.displayName()), locked, null);
        } catch (IOException e) {
            throw PathAccess.failed(e);
        }
    }
}
