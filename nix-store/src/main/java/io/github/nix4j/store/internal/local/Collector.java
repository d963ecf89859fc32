package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.gc.Freed;
import io.github.nix4j.store.gc.GarbageCollector;
import io.github.nix4j.store.gc.GcListener;
import io.github.nix4j.store.gc.GcOptions;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Collects in a directory: sees to it that it is the only one, and to what is to be looked at; {@link Collection} does the rest. */
final class Collector implements GarbageCollector {
    private final CollectedStore store;
    private final GcOptions options;
    private final GcListener listener;

    Collector(CollectedStore store, GcOptions options, GcListener listener) {
        this.store = store;
        this.options = options;
        this.listener = listener;
    }

    @Override
    public SortedMap<StorePath, SortedSet<String>> roots() {
        checkStore();
        try {
            SortedMap<StorePath, SortedSet<String>> held;
            try (CommitLock.Held lock = store.commit().take()) {
                HeldRoots now = store.heldRoots();
                now.begin();
                held = now.found();
            }
            SortedMap<StorePath, SortedSet<String>> roots =
                    lasting(path -> store.registrations().read(path) != null);
            held.forEach((path, holders) ->
                    roots.computeIfAbsent(path, key -> new TreeSet<>()).addAll(holders));
            return roots;
        } catch (IOException e) {
            throw store.failure(e);
        }
    }

    /** The roots that do not end with a store. */
    private SortedMap<StorePath, SortedSet<String>> lasting(Predicate<StorePath> valid) throws IOException {
        SortedMap<StorePath, SortedSet<String>> roots = new TreeMap<>();
        RootLinks links = new RootLinks(store.dir(), store.autoFolder(), valid, listener, roots);
        links.find(store.rootFolder());
        links.find(store.state().resolve("profiles"));
        new RunningPrograms(store.dir(), Path.of("/proc")).find().forEach((path, places) -> {
            if (valid.test(path)) {
                roots.computeIfAbsent(path, key -> new TreeSet<>()).addAll(places);
            }
        });
        return roots;
    }

    @Override
    public SortedSet<StorePath> live() {
        return collect(options, false, false, run -> {
                    run.all(UNLIMITED);
                    return run;
                })
                .live();
    }

    @Override
    public SortedSet<String> dead() {
        return collect(options, false, false, run -> {
                    run.all(UNLIMITED);
                    return run;
                })
                .dead();
    }

    @Override
    public Freed deleteDead(long maxFreed) {
        return collect(options, true, false, run -> {
                    if (maxFreed > 0) {
                        run.all(maxFreed);
                    }
                    UnusedLinks.delete(store.objects().resolve(Collection.LINKS), listener);
                    return run;
                })
                .freed();
    }

    @Override
    public Freed delete(Set<StorePath> paths, boolean ignoreLiveness) {
        // Else outputs and derivations would be deleted that nobody has asked for.
        GcOptions kept = ignoreLiveness ? new GcOptions(false, false) : options;
        return collect(kept, true, ignoreLiveness, run -> {
                    run.only(new TreeSet<>(paths));
                    UnusedLinks.delete(store.objects().resolve(Collection.LINKS), listener);
                    return run;
                })
                .freed();
    }

    private interface Work {
        Collection work(Collection run) throws IOException;
    }

    private Collection collect(GcOptions kept, boolean deletes, boolean ignoreLiveness, Work work) {
        checkStore();
        try {
            Files.createDirectories(store.state());
            try (CommitLock.Held lock = store.only().take()) {
                return alone(kept, deletes, ignoreLiveness, work);
            }
        } catch (IOException e) {
            throw store.failure(e);
        }
    }

    private Collection alone(GcOptions kept, boolean deletes, boolean ignoreLiveness, Work work) throws IOException {
        listener.locked();
        // One that was killed may have left it.
        if (!Files.exists(store.collecting())) {
            Files.createFile(store.collecting());
        }
        try {
            listener.progress("finding garbage collector roots...");
            HeldRoots held = store.heldRoots();
            // Who ends from now on has made lasting roots of what is to stay, and they are looked at later. What is
            // registered from
            // now on somebody holds.
            try (CommitLock.Held nobodyWrites = store.commit().take()) {
                held.begin();
            }
            ObjectGraph graph = new ObjectGraph(store.dir(), store.objects(), store.registrations(), kept);
            Collection run = new Collection(store, held, graph, listener, deletes);
            run.begin(ignoreLiveness ? new TreeMap<>() : lasting(graph::isValid));
            listener.rootsFound();
            Collection done = work.work(run);
            try (CommitLock.Held nobodyWrites = store.commit().take()) {
                held.end();
            }
            return done;
        } finally {
            Files.deleteIfExists(store.collecting());
        }
    }

    /** To nix4j, what C++ Nix has registered is not valid. */
    private void checkStore() {
        if (Files.exists(store.state().resolve("db/db.sqlite"), LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreException(
                    "the store '" + store.uri() + "' is kept by C++ Nix; nix4j does not delete anything in it");
        }
    }
}
