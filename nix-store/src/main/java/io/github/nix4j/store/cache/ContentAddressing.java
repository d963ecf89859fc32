package io.github.nix4j.store.cache;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashingOutputStream;
import io.github.nix4j.store.nar.BadNarException;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.narinfo.NarInfo;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.rewrite.PathRewriting;
import io.github.nix4j.store.rewrite.RewritingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Rewrites objects of a binary cache, which may be addressed by their inputs, so that their paths follow from their content. That
 * needs nobody's word: the result's path says what it is. Each archive is read three times, for the path, the hash and the
 * object, instead of being held in memory.
 */
public final class ContentAddressing {
    private final BinaryCache from;
    private final Store to;
    private final CopyListener listener;
    private final Map<StorePath, StorePath> rewritten = new HashMap<>();

    public ContentAddressing(BinaryCache from, Store to, CopyListener listener) {
        this.from = from;
        this.to = to;
        this.listener = listener;
    }

    /** Brings {@code path} and all that it refers to, rewritten, and returns its new path; throws {@link StoreException}. */
    public StorePath rewrite(StorePath path) {
        for (NarInfo info : from.ordered(from.closure(path))) {
            rewritten.put(info.info().path(), rewrite(info));
        }
        StorePath result = rewritten.get(path);
        if (result == null) {
            throw new IllegalStateException("not in its own closure: " + path);
        }
        return result;
    }

    private StorePath rewrite(NarInfo narInfo) {
        StorePath old = narInfo.info().path();
        TreeSet<StorePath> others = new TreeSet<>();
        boolean self = false;
        for (StorePath reference : narInfo.info().references()) {
            if (reference.equals(old)) {
                self = true;
            } else {
                others.add(rewritten.getOrDefault(reference, reference));
            }
        }
        try (NarArchive archive = from.archive(narInfo)) {
            return rewrite(narInfo, archive, new StoreReferences(others, self));
        } catch (BadNarException e) {
            throw e.isTruncated() ? new StoreException("end of string reached", e) : e;
        } catch (IOException e) {
            throw new StoreException(
                    "cannot read the archive of '" + from.storeDir().print(old) + "': "
                            + ByteText.fromUnicode(String.valueOf(e.getMessage())),
                    e);
        }
    }

    private StorePath rewrite(NarInfo narInfo, NarArchive archive, StoreReferences references) throws IOException {
        StoreDir dir = to.storeDir();
        StorePath old = narInfo.info().path();
        Hash hash = hash(archive, references(narInfo).blank(old)).hash();
        ContentAddress address = new ContentAddress(ContentAddressMethod.NAR, hash);
        StorePath path = dir.makeContentAddressedPath(old.name(), address, references);
        listener.progress("rewriting '" + from.storeDir().print(old) + "' to '" + dir.print(path) + "'");
        to.addTempRoot(path);
        if (!to.isValid(path)) {
            PathRewriting rewriting = references(narInfo).hashPart(old, path);
            NarHash narHash = hash(archive, rewriting);
            TreeSet<StorePath> all = new TreeSet<>(references.others());
            if (references.self()) {
                all.add(path);
            }
            PathInfo info = PathInfo.added(path, narHash.hash(), narHash.size(), all, address, 0);
            try (InputStream in = new RewritingInputStream(archive.open(), rewriting)) {
                to.addNar(info, in);
            }
        }
        return path;
    }

    /** What happens to the paths of other objects. */
    private PathRewriting references(NarInfo narInfo) {
        PathRewriting rewriting = new PathRewriting();
        for (StorePath reference : narInfo.info().references()) {
            StorePath replacement = rewritten.get(reference);
            if (replacement != null && !replacement.equals(reference)) {
                rewriting.path(from.storeDir(), reference, replacement);
            }
        }
        return rewriting;
    }

    private static NarHash hash(NarArchive archive, PathRewriting rewriting) throws IOException {
        HashingOutputStream hashing = new HashingOutputStream(HashAlgorithm.SHA256);
        try (InputStream in = new RewritingInputStream(archive.open(), rewriting)) {
            in.transferTo(hashing);
        }
        return new NarHash(hashing.finish(), hashing.count());
    }
}
