package io.github.nix4j.cli.log;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard error: lines, and below them on a terminal a status that comes and goes. Texts are byte text. What cannot be written is
 * lost: there is no other place to tell it, and as in Nix the run and its status do not depend on it. Thread-safe.
 */
public final class ErrorOutput {
    private static final String ERASE = "\r\u001b[K";

    /** Cut off at the right edge by the terminal, whose width nobody has to know then. */
    private static final String UNWRAPPED = "\u001b[?7l";

    private static final String WRAPPED = "\u001b[?7h";

    private final OutputStream err;
    private String status = "";
    private boolean suspended;

    public ErrorOutput(OutputStream err) {
        this.err = err;
    }

    /** Writes a line at once, above the status. */
    public synchronized void line(String text) {
        write(erasure() + text + "\n" + drawn());
    }

    /** Writes something that others will write behind, such as a question; the status comes back with {@link #resume}. */
    public synchronized void ask(String text) {
        suspend();
        write(ERASE + text);
    }

    /** Shows {@code text}, which has no control characters, instead of what was shown; nothing if it is empty. */
    public synchronized void status(String text) {
        if (!text.equals(status)) {
            String before = erasure();
            status = text;
            write(before + drawn());
        }
    }

    /** Takes the status away while others write to the terminal. */
    public synchronized void suspend() {
        write(erasure());
        suspended = true;
    }

    /** Shows the status again. */
    public synchronized void resume() {
        suspended = false;
        write(drawn());
    }

    private String erasure() {
        return status.isEmpty() || suspended ? "" : ERASE;
    }

    private String drawn() {
        return status.isEmpty() || suspended ? "" : UNWRAPPED + status + WRAPPED;
    }

    private void write(String text) {
        if (text.isEmpty()) {
            return;
        }
        try {
            err.write(ByteText.bytes(text));
            err.flush();
        } catch (IOException e) {
            // See above.
        }
    }
}
