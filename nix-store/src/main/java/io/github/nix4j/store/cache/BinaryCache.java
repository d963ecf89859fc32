package io.github.nix4j.store.cache;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.narinfo.NarInfo;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An open binary cache. What it says of an object is asked once. Nothing that it says is checked here; who takes an object
 * from it does that. Methods throw {@link StoreException} if the cache cannot be asked or its answer cannot be read. Thread-safe.
 */
public final class BinaryCache {
    private final CacheFiles files;
    private final StoreDir dir;
    private final CopyListener listener;
    private final ConcurrentHashMap<StorePath, Optional<NarInfo>> known = new ConcurrentHashMap<>();

    private BinaryCache(CacheFiles files, StoreDir dir, CopyListener listener) {
        this.files = files;
        this.dir = dir;
        this.listener = listener;
    }

    /** Opens a cache; throws {@link StoreException} if it says that it is for another store directory. */
    static BinaryCache open(CacheFiles files, StoreDir dir, CopyListener listener) {
        byte[] said = files.find("nix-cache-info");
        if (said != null) {
            for (String line : ByteText.of(said).split("\n")) {
                String value = line.substring(line.indexOf(':') + 1).strip();
                if (line.startsWith("StoreDir:") && !value.equals(dir.path())) {
                    throw new StoreException("binary cache '" + files.uri() + "' is for Nix stores with prefix '"
                            + value + "', not '" + dir.path() + "'");
                }
            }
        }
        if (said == null && !files.mayBeNew()) {
            throw new StoreException("'" + files.uri() + "' does not appear to be a binary cache");
        }
        return new BinaryCache(files, dir, listener);
    }

    /** How messages name the cache. */
    public String uri() {
        return files.uri();
    }

    /** The directory of the objects. */
    public StoreDir storeDir() {
        return dir;
    }

    /** What the cache says of an object; null if it has none of this hash and name. */
    public @Nullable NarInfo find(StorePath path) {
        return known.computeIfAbsent(path, this::ask).orElse(null);
    }

    private Optional<NarInfo> ask(StorePath path) {
        listener.detail("querying info about '" + dir.print(path) + "' on '" + uri() + "'...");
        String name = path.hashPart() + ".narinfo";
        byte[] text = files.find(name);
        NarInfo info = text == null ? null : NarInfo.parse(dir, ByteText.of(text), name);
        return Optional.ofNullable(info).filter(found -> found.info().path().equals(path));
    }

    /** What the cache says of an object; throws {@link StoreException} if it does not have it. */
    public NarInfo narInfo(StorePath path) {
        NarInfo info = find(path);
        if (info == null) {
            throw new StoreException("path '" + dir.print(path) + "' is not valid");
        }
        return info;
    }

    /** Brings the archive of an object here; the caller closes it. */
    NarArchive archive(NarInfo info) {
        return new NarArchive(info, files.fetch(info.url()));
    }

    /** All objects that an object needs, with itself. */
    public TreeSet<StorePath> closure(StorePath path) {
        TreeSet<StorePath> closure = new TreeSet<>();
        Deque<StorePath> open = new ArrayDeque<>();
        closure.add(path);
        open.add(path);
        while (!open.isEmpty()) {
            for (StorePath reference : narInfo(open.remove()).info().references()) {
                if (closure.add(reference)) {
                    open.add(reference);
                }
            }
        }
        return closure;
    }

    /** {@code paths}, of which each comes after those that it refers to. */
    List<NarInfo> ordered(Set<StorePath> paths) {
        return new Order(paths).sorted();
    }

    /** Sorts objects; its stack is its own, since chains of references may be long. */
    private final class Order {
        private final Set<StorePath> paths;
        private final List<NarInfo> sorted = new ArrayList<>();
        private final Set<StorePath> seen = new HashSet<>();
        private final Set<StorePath> above = new HashSet<>();
        private final Deque<Visit> stack = new ArrayDeque<>();

        /** An object whose references are looked at. */
        private record Visit(NarInfo info, Deque<StorePath> left) {}

        private Order(Set<StorePath> paths) {
            this.paths = paths;
        }

        private List<NarInfo> sorted() {
            for (StorePath path : new TreeSet<>(paths)) {
                enter(path);
                while (!stack.isEmpty()) {
                    Visit top = stack.element();
                    StorePath next = top.left.poll();
                    if (next == null) {
                        stack.pop();
                        above.remove(top.info.info().path());
                        sorted.add(top.info);
                    } else if (above.contains(next)) {
                        throw new StoreException("cycle detected in the references of '" + dir.print(next) + "' from '"
                                + dir.print(top.info.info().path()) + "'");
                    } else {
                        enter(next);
                    }
                }
            }
            return sorted;
        }

        private void enter(StorePath path) {
            if (seen.add(path)) {
                NarInfo info = narInfo(path);
                Deque<StorePath> left = new ArrayDeque<>(info.info().references());
                left.removeIf(reference -> reference.equals(path) || !paths.contains(reference));
                above.add(path);
                stack.push(new Visit(info, left));
            }
        }
    }
}
