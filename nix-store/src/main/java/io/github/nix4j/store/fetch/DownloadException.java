package io.github.nix4j.store.fetch;

import io.github.nix4j.store.StoreException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Says that a file could not be downloaded, and whether trying again may help. */
public final class DownloadException extends StoreException {
    private static final long serialVersionUID = 1;

    /** What kind of failure it was. */
    public enum Kind {
        /** There is no such file. */
        NOT_FOUND,
        /** The server wants other credentials. */
        FORBIDDEN,
        /** It may work later. */
        TRANSIENT,
        /** The server wants fewer requests; it may work much later. */
        RATE_LIMITED,
        /** Trying again will not help. */
        OTHER
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;
    private final transient @Nullable Resumption resumption;

    /**
     * The failed download that {@code e} comes from, whatever was being done with it; null if it comes from none. Of what the program
     * {@code git} could not fetch the reason is in its text only.
     */
    public static @Nullable DownloadException causeOf(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DownloadException download) {
                return download;
            }
        }
        return null;
    }

    DownloadException(Kind kind, String byteMessage, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        this(kind, byteMessage, retryAfter, null, cause);
    }

    private DownloadException(
            Kind kind,
            String byteMessage,
            @Nullable Duration retryAfter,
            @Nullable Resumption resumption,
            @Nullable Throwable cause) {
        super(byteMessage, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
        this.resumption = resumption;
    }

    /** The same failure, after which the download can go on where it broke off. */
    DownloadException with(@Nullable Resumption where) {
        return new DownloadException(kind, byteMessage(), retryAfter, where, getCause());
    }

    /** From where the next attempt can go on; null if it has to start anew. */
    @Nullable
    Resumption resumption() {
        return resumption;
    }

    /** What kind of failure it was. */
    public Kind kind() {
        return kind;
    }

    /** How long the server asks to wait; null if it does not say. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Whether the same may work later: a server was overloaded or could not be reached, or a connection broke. */
    public boolean mayWorkLater() {
        return kind == Kind.TRANSIENT || kind == Kind.RATE_LIMITED;
    }
}
