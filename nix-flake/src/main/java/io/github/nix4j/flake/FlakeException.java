package io.github.nix4j.flake;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error in a reference, a lock file, a flake or its fetching, with the text that Nix gives it.
 *
 * <p>{@link #getMessage()} is the innermost text, without {@code error: }. {@link #frames()} says what was being done,
 * innermost first, and grows as the exception travels outwards.
 */
public class FlakeException extends StoreException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> frames = new ArrayList<>();
    private final int exitStatus;

    /** An error whose text is the byte text {@code message}. */
    public FlakeException(String message) {
        this(message, 1, null);
    }

    public FlakeException(String message, int exitStatus, @Nullable Throwable cause) {
        super(message, cause);
        this.exitStatus = exitStatus;
    }

    /** What was being done when it happened, innermost first, in Unicode. */
    public List<String> frames() {
        return Collections.unmodifiableList(frames);
    }

    /** Adds what was being done (byte text), and returns this exception for rethrowing. */
    public FlakeException during(String frame) {
        frames.add(ByteText.toUnicode(frame));
        return this;
    }

    /** The exit status of Nix's programs for this error: 102 when content has another hash than was promised, else 1. */
    public int exitStatus() {
        return exitStatus;
    }
}
