package io.github.nix4j.store;

import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.path.StorePath;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a store knows of a valid object besides its content.
 *
 * @param path the object
 * @param narHash the SHA-256 of its archive
 * @param narSize the size of its archive; 0 when unknown
 * @param references what it refers to, maybe itself
 * @param deriver the derivation that made it, if that is known
 * @param contentAddress what its path follows from, where it is content-addressed
 * @param registrationTime when it became valid here, in seconds since 1970; 0 when unknown
 * @param ultimate whether it was built here, and is trusted for that
 * @param signatures signatures of its fingerprint, {@code NAME:BASE64}
 */
public record PathInfo(
        StorePath path,
        Hash narHash,
        long narSize,
        SortedSet<StorePath> references,
        @Nullable StorePath deriver,
        @Nullable ContentAddress contentAddress,
        long registrationTime,
        boolean ultimate,
        SortedSet<String> signatures) {
    public PathInfo {
        references = Collections.unmodifiableSortedSet(new TreeSet<>(references));
        signatures = Collections.unmodifiableSortedSet(new TreeSet<>(signatures));
    }

    /** What is known of a content-addressed object that was just added. */
    public static PathInfo added(
            StorePath path,
            Hash narHash,
            long narSize,
            SortedSet<StorePath> references,
            ContentAddress contentAddress,
            long registrationTime) {
        return new PathInfo(
                path,
                narHash,
                narSize,
                references,
                null,
                contentAddress,
                registrationTime,
                false,
                Collections.emptySortedSet());
    }

    /** The same object with other signatures. */
    public PathInfo withSignatures(SortedSet<String> newSignatures) {
        return new PathInfo(
                path, narHash, narSize, references, deriver, contentAddress, registrationTime, ultimate, newSignatures);
    }

    /** The same object, which became valid at {@code seconds} since 1970 if it is not known when it did. */
    public PathInfo registeredAt(long seconds) {
        return registrationTime != 0
                ? this
                : new PathInfo(
                        path, narHash, narSize, references, deriver, contentAddress, seconds, ultimate, signatures);
    }
}
