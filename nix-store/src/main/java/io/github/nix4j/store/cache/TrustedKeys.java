package io.github.nix4j.store.cache;

import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.narinfo.PublicKey;
import io.github.nix4j.store.narinfo.Signing;
import io.github.nix4j.store.path.StoreDir;
import java.util.Map;

/**
 * Whose signatures an object needs to be taken from a cache. Objects whose paths follow from their content need none.
 *
 * @param required whether any is needed: Nix's {@code require-sigs}
 * @param keys the keys that are trusted, by their names
 */
public record TrustedKeys(boolean required, Map<String, PublicKey> keys) {
    /** Nobody is trusted: only content-addressed objects are taken. */
    public static final TrustedKeys NONE = new TrustedKeys(true, Map.of());

    public TrustedKeys {
        keys = Map.copyOf(keys);
    }

    /** Throws {@link StoreException} if the object may not be taken. */
    void check(StoreDir dir, PathInfo info, CopyListener listener) {
        if (required && !isContentAddressed(dir, info, listener) && Signing.validSignatures(dir, info, keys) == 0) {
            throw new StoreException(
                    "cannot add path '" + dir.print(info.path()) + "' because it lacks a signature by a trusted key");
        }
    }

    /** Whether the path follows from what is said of the object; tells {@code listener} where that is not so. */
    static boolean isContentAddressed(StoreDir dir, PathInfo info, CopyListener listener) {
        if (info.contentAddress() == null) {
            return false;
        }
        boolean is = Signing.isContentAddressed(dir, info);
        if (!is) {
            listener.warning("path '" + dir.print(info.path()) + "' claims to be content-addressed but isn't");
        }
        return is;
    }
}
