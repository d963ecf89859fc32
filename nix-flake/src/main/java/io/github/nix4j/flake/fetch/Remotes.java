package io.github.nix4j.flake.fetch;

import io.github.nix4j.lang.io.UrlFetcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How what is elsewhere is reached.
 *
 * @param urls downloads
 * @param repositories the folder where clones of remote repositories are kept; without one these cannot be fetched
 * @param timeToLive how long a clone counts as fresh ({@code tarball-ttl})
 * @param accessTokens what to show which forge
 * @param clonesLocal whether Git repositories on this disk are cloned as if they were elsewhere, which tests want
 */
public record Remotes(
        UrlFetcher urls,
        @Nullable Path repositories,
        Duration timeToLive,
        AccessTokens accessTokens,
        boolean clonesLocal) {
    public Remotes {
        Objects.requireNonNull(urls, "urls");
        Objects.requireNonNull(timeToLive, "timeToLive");
        Objects.requireNonNull(accessTokens, "accessTokens");
    }

    /** Nothing can be reached. */
    public static final Remotes NONE = new Remotes(UrlFetcher.NONE, null, Duration.ofHours(1), AccessTokens.NONE);

    /** The usual way, in which repositories on this disk are read where they are. */
    public Remotes(UrlFetcher urls, @Nullable Path repositories, Duration timeToLive, AccessTokens accessTokens) {
        this(urls, repositories, timeToLive, accessTokens, false);
    }
}
