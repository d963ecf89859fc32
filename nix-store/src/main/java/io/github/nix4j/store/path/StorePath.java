package io.github.nix4j.store.path;

import io.github.nix4j.store.hash.Hash;
import org.jspecify.annotations.Nullable;

/**
 * The base name of a store object: 32 characters of hash, a dash, and a name. The directory it lies in is the
 * {@link StoreDir}'s business. Immutable; ordered by text.
 */
public final class StorePath implements Comparable<StorePath> {
    /** How many characters the hash part has. */
    public static final int HASH_LENGTH = 32;

    /** What the names of derivations end in. */
    public static final String DRV_EXTENSION = ".drv";

    private final String baseName;

    private StorePath(String baseName) {
        this.baseName = baseName;
    }

    /** Parses {@code HASH-NAME} (byte text); throws {@link BadStorePathException}. */
    public static StorePath of(String baseName) {
        if (baseName.length() < HASH_LENGTH + 1) {
            throw new BadStorePathException("'" + baseName + "' is too short to be a valid store path");
        }
        for (int i = 0; i < HASH_LENGTH; i++) {
            char c = baseName.charAt(i);
            boolean digit =
                    (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z' && c != 'e' && c != 'o' && c != 'u' && c != 't');
            if (!digit) {
                throw new BadStorePathException(
                        "store path '" + baseName + "' contains illegal base-32 character '" + c + "'");
            }
        }
        // The character after the hash is not looked at: Nix takes any.
        checkName(baseName, baseName.substring(HASH_LENGTH + 1));
        return new StorePath(baseName);
    }

    /** The path with a 20-byte hash and {@code name}; throws {@link BadStorePathException}. */
    public static StorePath of(Hash hash, String name) {
        String baseName = hash.nix32() + '-' + name;
        checkName(baseName, name);
        return new StorePath(baseName);
    }

    private static void checkName(String baseName, String name) {
        String problem = StorePathName.problem(name);
        if (problem != null) {
            throw new BadStorePathException("path '" + baseName + "' is not a valid store path: " + problem);
        }
    }

    /** The hash part. */
    public String hashPart() {
        return baseName.substring(0, HASH_LENGTH);
    }

    /** The name part. */
    public String name() {
        return baseName.substring(HASH_LENGTH + 1);
    }

    /** {@code HASH-NAME}. */
    public String baseName() {
        return baseName;
    }

    /** Whether the name says that this is a derivation. */
    public boolean isDerivation() {
        return baseName.endsWith(DRV_EXTENSION);
    }

    /** The name of the derivation at this path: the name without {@code .drv}. */
    public String derivationName() {
        if (!isDerivation()) {
            throw new BadStorePathException("store path '" + baseName + "' is not a valid derivation path");
        }
        return baseName.substring(HASH_LENGTH + 1, baseName.length() - DRV_EXTENSION.length());
    }

    @Override
    public int compareTo(StorePath other) {
        return baseName.compareTo(other.baseName);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StorePath path && path.baseName.equals(baseName);
    }

    @Override
    public int hashCode() {
        return baseName.hashCode();
    }

    /** {@code HASH-NAME}. */
    @Override
    public String toString() {
        return baseName;
    }
}
