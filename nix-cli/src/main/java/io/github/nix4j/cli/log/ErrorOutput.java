package io.github.nix4j.cli.log;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Supplier;

/**
 * Standard error: lines, and below them on a terminal a status that comes and goes. Texts are byte text. What cannot be written is
 * lost: there is no other place to tell it, and as in Nix the run and its status do not depend on it. Thread-safe: what one
 * thread writes here is written whole before another's.
 */
public final class ErrorOutput {
    private static final String ERASE = "\r\u001b[K";

    /** Cut off at the right edge by the terminal, whose width nobody has to know then. */
    private static final String UNWRAPPED = "\u001b[?7l";

    private static final String WRAPPED = "\u001b[?7h";

    private final OutputStream err;
    private String status = "";
    private int suspensions;
    private boolean behindText;

    public ErrorOutput(OutputStream err) {
        this.err = err;
    }

    /** A time in which others write to the terminal. */
    public interface Suspension extends AutoCloseable {
        /** It is over. */
        @Override
        void close();
    }

    /** Something that writes to the same terminal. */
    public interface Writing {
        /** Writes; returns whether a line has ended with it. */
        boolean run() throws IOException;
    }

    /** Writes a line at once, above the status. */
    public synchronized void line(String text) {
        write(erasure() + text + "\n");
        behindText = false;
        write(drawn());
    }

    /**
     * Shows what {@code text} gives, which has no control characters, instead of what was shown; nothing if it is empty. It is asked
     * in turn with all that writes here, so that what it says is not old when it is seen.
     *
     * @return whether there is something to show
     */
    public synchronized boolean refresh(Supplier<String> text) {
        String now = text.get();
        if (!now.equals(status)) {
            String before = erasure();
            status = now;
            write(before + drawn());
        }
        return !now.isEmpty();
    }

    /** Lets {@code writing} write where the status is, which comes back when a line has ended. */
    public synchronized void above(Writing writing) throws IOException {
        write(erasure());
        behindText = true;
        behindText = !writing.run();
        write(drawn());
    }

    /** Takes the status away until what this returns is closed. */
    public synchronized Suspension suspend() {
        write(erasure());
        suspensions++;
        return new Suspension() {
            private boolean over;

            @Override
            public void close() {
                synchronized (ErrorOutput.this) {
                    if (!over) {
                        over = true;
                        suspensions--;
                        write(drawn());
                    }
                }
            }
        };
    }

    /** Writes a question and leaves the terminal to whoever answers, as {@link #suspend}. */
    public synchronized Suspension ask(String text) {
        Suspension answering = suspend();
        write(ERASE + text);
        return answering;
    }

    /** Writes what another program has written. */
    public synchronized void copy(byte[] bytes, int length) throws IOException {
        err.write(bytes, 0, length);
        err.flush();
    }

    private boolean isHidden() {
        return status.isEmpty() || suspensions > 0 || behindText;
    }

    private String erasure() {
        return isHidden() ? "" : ERASE;
    }

    private String drawn() {
        return isHidden() ? "" : UNWRAPPED + status + WRAPPED;
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
