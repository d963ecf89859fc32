package io.github.nix4j.store.nar;

import io.github.nix4j.store.StoreException;

/** Says that a stream is no Nix archive, a broken one or only the beginning of one. */
public final class BadNarException extends StoreException {
    private static final long serialVersionUID = 1;

    private final boolean truncated;

    private BadNarException(String byteMessage, boolean truncated) {
        super(byteMessage);
        this.truncated = truncated;
    }

    /** The archive is wrong; {@code byteMessage} is byte text. */
    static BadNarException wrong(String byteMessage) {
        return new BadNarException(byteMessage, false);
    }

    /** The stream ended inside the archive. */
    static BadNarException truncated() {
        return new BadNarException("unexpected end-of-file", true);
    }

    /** Whether all was well until the stream ended. */
    public boolean isTruncated() {
        return truncated;
    }
}
