package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.path.BadStorePathException;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Links that lead into a store, maybe over others, as the links to results do. */
public final class StoreLinks {
    private static final int MOST = 1024;

    private final Session session;
    private final StoreDir dir;

    public StoreLinks(Session session, StoreReader store) {
        this.session = session;
        this.dir = store.storeDir();
    }

    /**
     * The object that {@code word} (byte text, from the working directory) names or leads to.
     *
     * @throws BadStorePathException if it leads elsewhere
     */
    public StorePath follow(String word) {
        Path start = DiskNames.pathOf(session.invocation().absolute(word)).normalize();
        String found = through(start);
        if (found == null) {
            throw new BadStorePathException("path \"" + DiskNames.textOf(last(start)) + "\" is not in the Nix store");
        }
        return dir.locate(found).storePath();
    }

    /** The first path into the store that links on the way lead to; null for none. */
    public @Nullable String through(Path start) {
        String end = DiskNames.textOf(last(start));
        return dir.contains(end) ? end : null;
    }

    private Path last(Path start) {
        Path path = start.normalize();
        try {
            for (int links = 0; links < MOST; links++) {
                if (dir.contains(DiskNames.textOf(path)) || !Files.isSymbolicLink(path)) {
                    return path;
                }
                path = path.resolveSibling(Files.readSymbolicLink(path)).normalize();
            }
        } catch (NoSuchFileException e) {
            return path;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return path;
    }
}
