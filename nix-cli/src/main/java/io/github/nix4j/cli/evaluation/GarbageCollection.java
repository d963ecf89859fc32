package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.DiskStore;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.gc.GarbageCollector;
import io.github.nix4j.store.gc.GcListener;
import io.github.nix4j.store.gc.GcOptions;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The collections of a run: what is said of them, and what came of them, which is said of those that failed, too. */
public final class GarbageCollection {
    private static final double UNIT = 1024;
    private static final String SUFFIXES = "KKMGTPEZY";

    private final Session session;
    private final DiskStore store;
    private final GarbageCollector collector;
    private final Counting counting = new Counting();

    private GarbageCollection(Session session, DiskStore store) {
        this.session = session;
        this.store = store;
        this.collector = store.collector(
                new GcOptions(
                        session.settings().bool("keep-outputs", false),
                        session.settings().bool("keep-derivations", true)),
                counting);
    }

    /** Fails with {@link UsageException} if nothing can be deleted from a store of its kind. */
    public static GarbageCollection of(Session session, Store store) {
        if (!(store instanceof DiskStore disk)) {
            throw new UsageException("Garbage collection not supported by store '" + store.uri() + "'");
        }
        return new GarbageCollection(session, disk);
    }

    /** As many bytes as a collector may be told to free. */
    public static long limit(BigInteger bytes) {
        return bytes.bitLength() < Long.SIZE ? Math.max(0, bytes.longValue()) : GarbageCollector.UNLIMITED;
    }

    private final class Counting implements GcListener {
        private int paths;
        private long bytes;

        @Override
        public void progress(String line) {
            session.progress(line);
        }

        @Override
        public void detail(String line) {
            if (session.level() >= Session.TALKATIVE) {
                session.log(Session.TALKATIVE, line);
            }
        }

        @Override
        public void deleting(String path) {
            session.progress("deleting '" + path + "'");
            paths++;
        }

        @Override
        public void deleted(String path, long freed) {
            bytes += freed;
        }

        /** Nix's own tests have a collection wait, so that something else happens before it goes on. */
        @Override
        public void locked() {
            await(session.invocation().variable("_NIX_TEST_GC_SYNC_1"));
        }

        @Override
        public void rootsFound() {
            await(session.invocation().variable("_NIX_TEST_GC_SYNC_2"));
        }

        private void await(@Nullable String file) {
            if (file != null) {
                try {
                    byte[] unused = Files.readAllBytes(DiskNames.pathOf(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** Says how much would be deleted. */
    public void countDead() {
        session.out(collector.dead().size() + " store paths would be deleted\n");
    }

    /** Prints what would be deleted. */
    public void printDead() {
        collector.dead().forEach(path -> session.out(path + "\n"));
    }

    /** Prints what is needed. */
    public void printLive() {
        collector.live().forEach(path -> session.out(store.storeDir().print(path) + "\n"));
    }

    /** Prints what is needed by itself, in the order of what needs it. */
    public void printRoots() {
        TreeMap<Path, Set<String>> sorted = new TreeMap<>(GarbageCollection::compare);
        collector.roots().forEach((object, places) -> {
            for (String place : places) {
                sorted.computeIfAbsent(Path.of(ByteText.toUnicode(place)), key -> new TreeSet<>())
                        .add(quoted(place) + " -> " + store.storeDir().print(object) + "\n");
            }
        });
        sorted.values().forEach(lines -> lines.forEach(session::out));
    }

    /** By their components, and those first that do not start at the root. */
    private static int compare(Path one, Path other) {
        if (one.isAbsolute() != other.isAbsolute()) {
            return one.isAbsolute() ? 1 : -1;
        }
        for (int i = 0; i < Math.min(one.getNameCount(), other.getNameCount()); i++) {
            int order = one.getName(i).compareTo(other.getName(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.getNameCount(), other.getNameCount());
    }

    private static String quoted(String place) {
        return '"' + place.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Deletes what is not needed. */
    public void deleteDead(long maxFreed) {
        try {
            collector.deleteDead(maxFreed);
        } finally {
            printFreed();
        }
    }

    /** Deletes these objects. */
    public void delete(SortedSet<StorePath> paths, boolean ignoreLiveness) {
        try {
            collector.delete(paths, ignoreLiveness);
        } finally {
            printFreed();
        }
    }

    private void printFreed() {
        session.out(counting.paths + " store paths deleted, " + size(counting.bytes) + " freed\n");
    }

    private static String size(long bytes) {
        int power = 0;
        for (long rest = bytes; rest > UNIT; rest /= (long) UNIT) {
            power++;
        }
        double shown = bytes / Math.pow(UNIT, Math.max(1, power));
        return String.format(Locale.ROOT, "%.1f %ciB", shown, SUFFIXES.charAt(power));
    }
}
