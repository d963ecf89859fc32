package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.gc.Freed;
import io.github.nix4j.store.gc.GcListener;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One collection: goes through what lies in the store's folder, in the order of the folder, and deletes each object that no root needs
 * together with all that refers to it.
 *
 * <p>Whether an object is held is looked at again right before it is deleted, under the commit lock. Under the same lock it becomes
 * invalid and leaves its place, under a temporary name: whoever adds it after that finds nothing, and need not wait until all of its
 * files are gone. Used by one thread.
 */
final class Collection {
    /** The folder of Nix's hard links, which is no object. */
    static final String LINKS = ".links";

    private static final String TEMPORARY = "tmp-";

    private final CollectedStore store;
    private final HeldRoots held;
    private final GcListener listener;
    private final boolean deletes;
    private final ObjectGraph graph;
    private final Set<StorePath> roots = new HashSet<>();
    private final Set<StorePath> alive = new HashSet<>();
    private final Set<StorePath> dead = new HashSet<>();
    private final SortedSet<String> gone = new TreeSet<>();
    private long freed;
    private long maxFreed = Long.MAX_VALUE;

    Collection(CollectedStore store, HeldRoots held, ObjectGraph graph, GcListener listener, boolean deletes) {
        this.store = store;
        this.held = held;
        this.listener = listener;
        this.deletes = deletes;
        this.graph = graph;
    }

    /** @param lasting the roots but for those that open stores hold */
    void begin(SortedMap<StorePath, SortedSet<String>> lasting) throws IOException {
        for (Path stale : held.stale()) {
            listener.progress("removing stale temporary roots file \"" + DiskNames.textOf(stale) + "\"");
            Files.deleteIfExists(stale);
        }
        roots.addAll(lasting.keySet());
        roots.addAll(held.found().keySet());
        if (deletes) {
            // Its name is made under the commit lock, which must not be taken the other way round later.
            String unused = store.temporaries().writer();
        }
    }

    /** Only these; fails with the first one that something else needs. */
    void only(SortedSet<StorePath> wanted) throws IOException {
        for (StorePath path : wanted) {
            deleteWithReferrers(path, wanted);
            if (!dead.contains(path)) {
                throw new StoreException("Cannot delete path '" + store.dir().print(path)
                        + "' since it is still alive. To find out why, use: nix-store --query --roots and nix-store"
                        + " --query --referrers");
            }
        }
    }

    /** Everything, until more than {@code most} bytes are free. */
    void all(long most) throws IOException {
        maxFreed = most;
        listener.progress(deletes ? "deleting garbage..." : "determining live/dead paths...");
        for (String name : names()) {
            checkInterrupt();
            StorePath path = store.dir().tryParse(store.dir().path() + "/" + name);
            if (path != null) {
                deleteWithReferrers(path, null);
            } else if (!isInUse(name)) {
                deleteOther(name);
            }
            if (freed > maxFreed) {
                return;
            }
        }
    }

    /** All names at once: what is deleted gets others in the same folder. */
    private List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(store.objects())) {
            files.forEach(file -> names.add(DiskNames.nameOf(file)));
        }
        names.remove(LINKS);
        return names;
    }

    private static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new StoreException("interrupted by the user");
        }
    }

    /** Whether somebody may be writing there. Nix has folders for that, and leaves files of such names alone. */
    private boolean isInUse(String name) throws IOException {
        if (!name.startsWith(TEMPORARY)) {
            return false;
        }
        String writer = TemporaryNames.writerOf(name);
        if (writer == null) {
            return !Files.isDirectory(place(name));
        }
        try (CommitLock.Held lock = store.commit().take()) {
            return store.temporaries().lives(writer);
        }
    }

    private Path place(String name) {
        return DiskNames.pathOf(DiskNames.textOf(store.objects()) + "/" + name);
    }

    /** Follows all that would have to go before {@code start} does, and deletes all of that if none of it is needed. */
    private void deleteWithReferrers(StorePath start, @Nullable Set<StorePath> only) throws IOException {
        TreeSet<StorePath> visited = new TreeSet<>(Set.of(start));
        Deque<StorePath> open = new ArrayDeque<>(visited);
        while (!open.isEmpty()) {
            checkInterrupt();
            StorePath path = open.remove();
            if (alive.contains(path)) {
                alive.add(start);
                return;
            }
            if (dead.contains(path)) {
                continue;
            }
            if (roots.contains(path)) {
                keep(path, start);
                return;
            }
            if (only != null && !only.contains(path)) {
                return;
            }
            if (held.has(path)) {
                keep(path, start);
                return;
            }
            if (graph.isValid(path)) {
                for (StorePath above : graph.above(path)) {
                    if (visited.add(above)) {
                        open.add(above);
                    }
                }
            }
        }
        for (StorePath path : graph.referrersFirst(visited)) {
            if (dead.contains(path)) {
                continue;
            }
            if (deletes) {
                delete(path);
                if (freed > maxFreed) {
                    return;
                }
            } else {
                dead.add(path);
            }
        }
    }

    private void keep(StorePath root, StorePath start) {
        alive.add(root);
        alive.add(start);
        graph.addClosure(root, alive);
    }

    private void delete(StorePath path) throws IOException {
        Path place = store.objects().resolve(path.baseName());
        Path trash = store.temporaries().object();
        try (CommitLock.Held lock = store.commit().take()) {
            for (StorePath fresh : held.update()) {
                keep(fresh, fresh);
            }
            if (held.has(path) || alive.contains(path)) {
                return;
            }
            store.registrations().remove(path);
            graph.forget(path);
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(place, trash, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        dead.add(path);
        deleteTree(trash, place, store.dir().print(path));
    }

    private void deleteOther(String name) throws IOException {
        if (deletes) {
            deleteTree(place(name), place(name), store.dir().path() + "/" + name);
        } else {
            gone.add(store.dir().path() + "/" + name);
        }
    }

    /** @param place where it was, and is again if it cannot be deleted */
    private void deleteTree(Path tree, Path place, String shown) throws IOException {
        listener.deleting(shown);
        gone.add(shown);
        long bytes;
        try {
            bytes = new TreeDeletion(tree, DiskNames.textOf(place)).run();
        } catch (IOException | StoreException e) {
            putBack(tree, place);
            throw e;
        }
        freed += bytes;
        listener.deleted(shown, bytes);
        if (freed > maxFreed) {
            listener.progress("deleted more than " + maxFreed + " bytes; stopping");
        }
    }

    /** Temporary files that cannot be deleted would keep others from writing, who try. */
    private void putBack(Path tree, Path place) throws IOException {
        try (CommitLock.Held lock = store.commit().take()) {
            if (!tree.equals(place)
                    && Files.exists(tree, LinkOption.NOFOLLOW_LINKS)
                    && !Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(tree, place, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    SortedSet<StorePath> live() {
        return new TreeSet<>(alive);
    }

    SortedSet<String> dead() {
        SortedSet<String> all = new TreeSet<>(gone);
        dead.forEach(path -> all.add(store.dir().print(path)));
        return all;
    }

    Freed freed() {
        return new Freed(gone.size(), freed);
    }
}
