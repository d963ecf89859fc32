package io.github.nix4j.store;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import org.jspecify.annotations.Nullable;

/**
 * Says that the store layer could not do what it was asked, in Nix's own words.
 *
 * <p>The text is what C++ Nix prints after {@code error: }. It may quote names that are not valid Unicode, therefore it is
 * kept as byte text ({@link #byteMessage}); {@link #getMessage} is the same text decoded. {@link Secrets} in URLs are hidden,
 * here, not in what caused it.
 */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String byteMessage;

    private final @Nullable String doing;

    /** @param byteMessage the message as byte text */
    public StoreException(String byteMessage) {
        this(byteMessage, null);
    }

    /** @param byteMessage the message as byte text */
    public StoreException(String byteMessage, @Nullable Throwable cause) {
        this(Secrets.hide(byteMessage), null, cause);
    }

    /** @param hidden the message, without secrets */
    private StoreException(String hidden, @Nullable String doing, @Nullable Throwable cause) {
        super(ByteText.toUnicode(hidden), cause);
        this.byteMessage = hidden;
        this.doing = doing;
    }

    /** The same error, which happened {@code doing} (byte text) something. */
    public StoreException during(String doing) {
        return new StoreException(byteMessage, Secrets.hide(doing), this);
    }

    /** What was being done, as byte text for a line of a trace; null if nothing is said of it. */
    public @Nullable String doing() {
        return doing;
    }

    /** The message as byte text. */
    public String byteMessage() {
        return byteMessage;
    }

    /**
     * Whether the thread was interrupted while it worked: this says nothing of what it was asked for, and the next attempt may
     * succeed.
     */
    public boolean isInterruption() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || cause instanceof FileLockInterruptionException
                    || (cause instanceof InterruptedIOException && !(cause instanceof SocketTimeoutException))) {
                return true;
            }
        }
        return false;
    }
}
