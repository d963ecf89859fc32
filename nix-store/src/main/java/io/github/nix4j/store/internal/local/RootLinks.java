package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.gc.GcListener;
import io.github.nix4j.store.path.BadStorePathException;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds the roots that users and programs have laid down as links in folders. Used by one thread. */
final class RootLinks {
    private final StoreDir dir;
    private final Path auto;
    private final Predicate<StorePath> valid;
    private final GcListener listener;
    private final SortedMap<StorePath, SortedSet<String>> roots;

    /**
     * @param auto the folder of links to links, whose stale ones are removed
     * @param roots where what is found is added
     */
    RootLinks(
            StoreDir dir,
            Path auto,
            Predicate<StorePath> valid,
            GcListener listener,
            SortedMap<StorePath, SortedSet<String>> roots) {
        this.dir = dir;
        this.auto = auto;
        this.valid = valid;
        this.listener = listener;
        this.roots = roots;
    }

    /** Takes a link for a root, and what is below a folder; what is not there is none. */
    void find(Path path) {
        try {
            if (Files.isSymbolicLink(path)) {
                link(path);
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                    files.forEach(this::find);
                }
            } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                StorePath named = dir.tryParse(dir.path() + "/" + DiskNames.nameOf(path));
                if (named != null && valid.test(named)) {
                    add(named, path);
                }
            }
        } catch (DirectoryIteratorException e) {
            unreadable(path, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            unreadable(path, e);
        }
    }

    private void unreadable(Path path, IOException e) {
        if (!(e instanceof AccessDeniedException
                || e instanceof NoSuchFileException
                || e instanceof NotDirectoryException)) {
            throw new StoreException(
                    "finding GC roots in \"" + DiskNames.textOf(path) + "\": " + SystemReason.of(e), e);
        }
        listener.progress("cannot read potential root \"" + DiskNames.textOf(path) + "\"");
    }

    private void link(Path path) throws IOException {
        String target = DiskNames.targetOf(path);
        if (dir.contains(target)) {
            root(path, target);
            return;
        }
        String place = DiskNames.textOf(path);
        String absolute = target.startsWith("/") ? target : place.substring(0, place.lastIndexOf('/') + 1) + target;
        String canonical = TreePath.of(absolute).text();
        Path second = DiskNames.pathOf(canonical);
        if (!Files.exists(second, LinkOption.NOFOLLOW_LINKS)) {
            if (path.startsWith(auto)) {
                listener.progress("removing stale link from \"" + place + "\" to \"" + canonical + "\"");
                Files.deleteIfExists(path);
            }
        } else if (Files.isSymbolicLink(second)) {
            String inStore = DiskNames.targetOf(second);
            if (dir.contains(inStore)) {
                root(second, inStore);
            }
        }
    }

    private void root(Path link, String target) {
        StorePath object;
        try {
            object = dir.locate(target).storePath();
        } catch (BadStorePathException e) {
            // It leads to what is no object, such as the folder of all objects.
            return;
        }
        if (valid.test(object)) {
            add(object, link);
        } else {
            listener.progress("skipping invalid root from \"" + DiskNames.textOf(link) + "\" to \"" + target + "\"");
        }
    }

    private void add(StorePath object, Path link) {
        roots.computeIfAbsent(object, key -> new TreeSet<>()).add(DiskNames.textOf(link));
    }
}
