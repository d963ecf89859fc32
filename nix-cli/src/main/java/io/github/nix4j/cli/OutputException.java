package io.github.nix4j.cli;

import io.github.nix4j.store.ByteText;
import java.io.IOException;

/** Standard output does not take what is written to it: its reader has gone, or its disk is full. */
public final class OutputException extends CliException {
    private static final long serialVersionUID = 1;

    private final boolean closed;

    /**
     * @param bytes how long the first text was that was to be written
     */
    OutputException(int bytes, IOException cause) {
        super("write of " + bytes + " bytes: " + ByteText.fromUnicode(String.valueOf(cause.getMessage())));
        this.closed = "Broken pipe".equals(cause.getMessage());
    }

    /** Whether the output was read as far as its reader wanted, as {@code head} does. */
    boolean isClosedByReader() {
        return closed;
    }
}
