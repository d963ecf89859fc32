package io.github.nix4j.flake.fetch.git;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How another repository is asked. Its methods throw {@link TransportFailure} where that does not answer as hoped. */
interface GitTransport {
    /** Another repository cannot be reached or does not have what was asked for. */
    final class TransportFailure extends IOException {
        private static final long serialVersionUID = 1L;

        TransportFailure(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** What {@code HEAD} is there: a full name of a branch, or a revision. Null if it does not say. */
    @Nullable
    String head() throws IOException;

    /**
     * Brings what {@code refSpec} names to the bare repository {@code directory}.
     *
     * @param shallow whether without history
     * @param fetch is told of the program that does it, if one does
     */
    void fetch(Path directory, String refSpec, boolean shallow, UnfinishedFetch fetch) throws IOException;
}
