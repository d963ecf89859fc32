package io.github.nix4j.store.cache;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.nar.BadNarException;
import io.github.nix4j.store.narinfo.NarInfo;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Copies objects as they are from a binary cache to a store. */
public final class ClosureCopy {
    private final BinaryCache from;
    private final Store to;
    private final TrustedKeys trusted;
    private final CopyListener listener;

    /** @param trusted whose word is taken for objects whose paths do not follow from their content */
    public ClosureCopy(BinaryCache from, Store to, TrustedKeys trusted, CopyListener listener) {
        this.from = from;
        this.to = to;
        this.trusted = trusted;
        this.listener = listener;
    }

    /**
     * Makes {@code path} valid with all that it refers to, each after what it needs; throws {@link StoreException}. What was
     * copied before a failure is valid and stays.
     */
    public void copy(StorePath path) {
        copyAll(List.of(path));
    }

    /** As {@link #copy} for several objects, which are told of together. */
    public void copyAll(Collection<StorePath> paths) {
        TreeSet<StorePath> missing = new TreeSet<>();
        paths.forEach(path -> missing.addAll(from.closure(path)));
        missing.forEach(to::addTempRoot);
        missing.removeIf(to::isValid);
        listener.progress("copying " + missing.size() + " paths...");
        for (NarInfo info : from.ordered(missing)) {
            copy(info);
        }
    }

    private void copy(NarInfo narInfo) {
        StoreDir dir = to.storeDir();
        PathInfo info = narInfo.info();
        trusted.check(dir, info, listener);
        try (InputStream in = new WhenWanted(narInfo)) {
            to.addNar(info, in);
        } catch (BadNarException e) {
            throw e.isTruncated() ? new StoreException("coroutine has finished", e) : e;
        } catch (IOException e) {
            throw new StoreException(
                    "cannot read the archive of '" + dir.print(info.path()) + "': "
                            + ByteText.fromUnicode(String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** An archive that is brought here when it is first read: the store may not want it. */
    private final class WhenWanted extends InputStream {
        private final NarInfo info;
        private @Nullable NarArchive archive;
        private @Nullable InputStream bytes;

        private WhenWanted(NarInfo info) {
            this.info = info;
        }

        private InputStream bytes() throws IOException {
            InputStream in = bytes;
            if (in == null) {
                listener.progress(
                        "copying path '" + to.storeDir().print(info.info().path()) + "' from '" + from.uri() + "'...");
                NarArchive fetched = from.archive(info);
                archive = fetched;
                in = fetched.open();
                bytes = in;
            }
            return in;
        }

        @Override
        public int read() throws IOException {
            return bytes().read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return bytes().read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            try (NarArchive fetched = archive;
                    InputStream in = bytes) {
                bytes = null;
            }
        }
    }
}
