package io.github.nix4j.store.fetch;

import io.github.nix4j.store.hash.Hash;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A downloaded file.
 *
 * @param file where its content lies: in the cache, or the very file of a {@code file:} URL; not to be changed
 * @param size its size in bytes
 * @param sha256 the hash of its bytes
 * @param etag what the server calls this version; empty if it does not say
 * @param effectiveUrl where the server sent us in the end
 * @param immutableUrl an URL that always gives this version, if the server knows one
 */
public record Download(
        Path file,
        long size,
        Hash sha256,
        String etag,
        String effectiveUrl,
        @Nullable String immutableUrl) {}
