package io.github.nix4j.store.nar;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** Reads the archive of a store object and checks that it is the one it should be. */
public final class VerifiedNar {
    private VerifiedNar() {}

    /**
     * Passes {@code archive} to {@code sink}; throws {@link StoreException} after that if it does not have the hash and size
     * that {@code info} says, so the sink's result is to be used only if this returns.
     */
    public static void read(StoreDir dir, PathInfo info, InputStream archive, NarSink sink) {
        MessageDigest digest = HashAlgorithm.SHA256.newDigest();
        long size;
        try {
            // The digest sits above the buffer: it must not see bytes that are read ahead.
            size = NarReader.read(new DigestInputStream(new BufferedInputStream(archive), digest), sink);
        } catch (IOException e) {
            throw new StoreException(
                    "cannot add '" + dir.print(info.path()) + "': "
                            + ByteText.fromUnicode(String.valueOf(e.getMessage())),
                    e);
        }
        Hash hash = Hash.of(HashAlgorithm.SHA256, digest.digest());
        if (!hash.equals(info.narHash())) {
            throw new StoreException("hash mismatch importing path '" + dir.print(info.path()) + "';\n  specified: "
                    + info.narHash() + "\n  got:       " + hash);
        }
        if (info.narSize() != 0 && size != info.narSize()) {
            throw new StoreException("size mismatch importing path '" + dir.print(info.path()) + "';\n  specified: "
                    + info.narSize() + "\n  got:       " + size);
        }
    }
}
