package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.gc.GcOptions;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How the objects of a store need each other, as a collector finds it when it begins. Used by one thread. */
final class ObjectGraph {
    private final StoreDir dir;
    private final Path objects;
    private final Registrations registrations;
    private final GcOptions options;
    private final Map<StorePath, PathInfo> infos = new HashMap<>();
    private final Map<StorePath, SortedSet<StorePath>> referrers = new HashMap<>();
    private final Map<StorePath, SortedSet<StorePath>> derivers = new HashMap<>();

    /** Reads all registrations. */
    ObjectGraph(StoreDir dir, Path objects, Registrations registrations, GcOptions options) {
        this.dir = dir;
        this.objects = objects;
        this.registrations = registrations;
        this.options = options;
        for (StorePath path : registrations.names()) {
            PathInfo info = registrations.read(path);
            if (info != null) {
                infos.put(path, info);
                info.references().forEach(needed -> add(referrers, needed, path));
            }
        }
        if (options.keepOutputs()) {
            for (StorePath path : infos.keySet()) {
                outputs(path).forEach(output -> add(derivers, output, path));
            }
        }
    }

    private static void add(Map<StorePath, SortedSet<StorePath>> map, StorePath key, StorePath value) {
        map.computeIfAbsent(key, missing -> new TreeSet<>()).add(value);
    }

    /** What is known of a valid object; null if it is not valid. */
    private @Nullable PathInfo info(StorePath path) {
        PathInfo info = infos.get(path);
        if (info == null) {
            // It may have been added since.
            info = registrations.read(path);
            if (info != null) {
                infos.put(path, info);
            }
        }
        return info;
    }

    boolean isValid(StorePath path) {
        return info(path) != null;
    }

    void forget(StorePath path) {
        infos.remove(path);
        referrers.remove(path);
    }

    /** The outputs of a derivation whose paths are known from it; none for what is no derivation. */
    private Collection<StorePath> outputs(StorePath path) {
        if (!path.isDerivation() || !isValid(path)) {
            return List.of();
        }
        Derivation derivation;
        try {
            String text = ByteText.of(Files.readAllBytes(objects.resolve(path.baseName())));
            derivation = Derivation.parse(dir, path.derivationName(), text);
        } catch (IOException e) {
            throw new StoreException("cannot read derivation '" + dir.print(path) + "': " + e.getMessage(), e);
        } catch (StoreException e) {
            // Something else that is called so has no outputs.
            return List.of();
        }
        List<StorePath> outputs = new ArrayList<>();
        for (String name : derivation.outputs().keySet()) {
            StorePath output = derivation.outputPath(dir, name);
            if (output != null) {
                outputs.add(output);
            }
        }
        return outputs;
    }

    /** What an object is not deleted without. */
    List<StorePath> above(StorePath path) {
        List<StorePath> above = new ArrayList<>(referrers.getOrDefault(path, Collections.emptySortedSet()));
        if (options.keepDerivations()) {
            for (StorePath output : outputs(path)) {
                PathInfo info = info(output);
                if (info != null && path.equals(info.deriver())) {
                    above.add(output);
                }
            }
        }
        above.addAll(derivers.getOrDefault(path, Collections.emptySortedSet()));
        return above;
    }

    /** Adds an object and all that is kept with it, if it is valid. */
    void addClosure(StorePath start, Set<StorePath> closure) {
        Deque<StorePath> open = new ArrayDeque<>(List.of(start));
        Set<StorePath> seen = new HashSet<>();
        while (!open.isEmpty()) {
            StorePath path = open.pop();
            PathInfo info = seen.add(path) ? info(path) : null;
            if (info == null) {
                continue;
            }
            closure.add(path);
            open.addAll(info.references());
            if (options.keepOutputs()) {
                open.addAll(outputs(path));
            }
            if (options.keepDerivations() && info.deriver() != null) {
                open.add(info.deriver());
            }
        }
    }

    /** The objects so that each comes before those it refers to, in Nix's order. */
    List<StorePath> referrersFirst(SortedSet<StorePath> paths) {
        List<StorePath> ordered = new ArrayList<>();
        Set<StorePath> seen = new HashSet<>();
        for (StorePath first : paths) {
            Deque<Visit> visits = new ArrayDeque<>();
            visit(first, seen, visits);
            while (!visits.isEmpty()) {
                Visit visit = visits.peek();
                if (visit.rest.hasNext()) {
                    StorePath next = visit.rest.next();
                    if (paths.contains(next)) {
                        visit(next, seen, visits);
                    }
                } else {
                    ordered.add(visits.pop().path);
                }
            }
        }
        Collections.reverse(ordered);
        return ordered;
    }

    private record Visit(StorePath path, Iterator<StorePath> rest) {}

    private void visit(StorePath path, Set<StorePath> seen, Deque<Visit> visits) {
        if (seen.add(path)) {
            PathInfo info = info(path);
            visits.push(new Visit(
                    path,
                    info == null
                            ? Collections.emptyIterator()
                            : info.references().iterator()));
        }
    }
}
