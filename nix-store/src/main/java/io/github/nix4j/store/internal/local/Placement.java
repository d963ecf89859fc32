package io.github.nix4j.store.internal.local;

import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How objects become valid: written under a temporary name, made durable, renamed, and registered under the commit lock. Thread-safe.
 */
final class Placement {
    private final StoreDir dir;
    private final Path objects;
    private final boolean sync;
    private final Registrations registrations;
    private final TemporaryNames temporaries;
    private final CommitLock lock;

    /** @param sync whether an object is forced to the disk before it becomes valid */
    Placement(
            StoreDir dir,
            Path objects,
            boolean sync,
            Registrations registrations,
            TemporaryNames temporaries,
            CommitLock lock) {
        this.dir = dir;
        this.objects = objects;
        this.sync = sync;
        this.registrations = registrations;
        this.temporaries = temporaries;
        this.lock = lock;
    }

    /** Whether a large object may be written in vain. */
    @FunctionalInterface
    interface Doubt {
        boolean exists() throws IOException;
    }

    /**
     * Writes an object under a temporary name while it is hashed.
     *
     * @param doubt asked before a large one is written: if there may be such an object already, it is not
     */
    ObjectCopy copy(Doubt doubt) {
        return new ObjectCopy(new ObjectCopy.Opening() {
            @Override
            public @Nullable ParallelFiles large() throws IOException {
                return doubt.exists() ? null : ParallelFiles.start(small(), temporaries);
            }

            @Override
            public ObjectFiles small() throws IOException {
                return new ObjectFiles(temporaries.object(), sync);
            }
        });
    }

    /** Makes the object valid of which {@code copy} is all. */
    void commit(PathInfo info, ObjectCopy copy) throws IOException {
        Path written = copy.finish();
        if (!ObjectFiles.isPosix(written)) {
            // Nothing is executable there.
            checkUnchanged(info, narHash(written));
        }
        commit(info, written);
    }

    /** Writes the files of an object. */
    @FunctionalInterface
    interface Content {
        void writeTo(ObjectFiles files) throws IOException;
    }

    /** Writes an object and makes it valid. */
    void write(PathInfo info, Content content) throws IOException {
        Path temporary = temporaries.object();
        try {
            ObjectFiles files = new ObjectFiles(temporary, sync);
            content.writeTo(files);
            files.finish();
            commit(info, temporary);
        } catch (IOException | RuntimeException e) {
            try {
                ObjectFiles.delete(temporary);
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
        // There is one left where somebody else has added the object meanwhile.
        ObjectFiles.delete(temporary);
    }

    /** Makes valid what lies at its place already. */
    void register(List<PathInfo> infos) throws IOException {
        try (CommitLock.Held held = lock.take()) {
            if (sync) {
                ObjectFiles.sync(objects);
            }
            registrations.put(infos);
        }
    }

    /** A source may have changed between its hashing and its copying. */
    void checkUnchanged(PathInfo info, NarHash found) {
        if (!found.hash().equals(info.narHash())) {
            throw new StoreException("content of '" + dir.print(info.path()) + "' changed while it was added: expected "
                    + info.narHash() + ", got " + found.hash());
        }
    }

    private static NarHash narHash(Path object) throws IOException {
        return NarWriter.hash(DiskTree.of(object), TreePath.ROOT);
    }

    private void commit(PathInfo info, Path temporary) throws IOException {
        Path target = objects.resolve(info.path().baseName());
        try (CommitLock.Held held = lock.take()) {
            if (registrations.find(info.path()) != null) {
                return;
            }
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                replaceLeftover(info, temporary, target);
            } else {
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            }
            if (sync) {
                ObjectFiles.sync(objects);
            }
            registrations.put(info);
        }
    }

    /** What lies at the target is not registered: somebody was killed, or another program put it there. */
    private void replaceLeftover(PathInfo info, Path temporary, Path target) throws IOException {
        if (isWhole(info, target)) {
            ObjectFiles.normaliseAll(target, sync);
            return;
        }
        Path aside = temporaries.object();
        Files.move(target, aside, StandardCopyOption.ATOMIC_MOVE);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        ObjectFiles.delete(aside);
    }

    private static boolean isWhole(PathInfo info, Path target) throws IOException {
        try {
            return narHash(target).hash().equals(info.narHash());
        } catch (StoreException | FileSystemException e) {
            // It has something that no store object has, or nobody may read it.
            return false;
        }
    }
}
