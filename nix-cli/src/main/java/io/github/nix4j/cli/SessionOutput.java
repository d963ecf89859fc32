package io.github.nix4j.cli;

import io.github.nix4j.cli.log.ErrorOutput;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output of a run. Used by one thread at a time. */
final class SessionOutput {
    private final OutputStream out;
    private final ErrorOutput err;
    private final SessionActivities activities;
    private final Told told;
    private final @Nullable Told toldBefore;
    private int firstWritten = -1;

    /**
     * @param told notes what is written
     * @param toldBefore what is not to be written again; null if nothing was
     */
    SessionOutput(
            OutputStream out, ErrorOutput err, SessionActivities activities, Told told, @Nullable Told toldBefore) {
        this.out = out;
        this.err = err;
        this.activities = activities;
        this.told = told;
        this.toldBefore = toldBefore;
    }

    /** Writes byte text. */
    void write(String byteText) {
        told.output(byteText);
        String text = toldBefore == null ? byteText : toldBefore.newOutput(byteText);
        if (firstWritten < 0) {
            firstWritten = text.endsWith("\n") ? text.length() - 1 : text.length();
        }
        try {
            if (activities.mayShow()) {
                // Both may be the same terminal.
                err.above(() -> {
                    out.write(ByteText.bytes(text));
                    out.flush();
                    return text.endsWith("\n");
                });
            } else {
                out.write(ByteText.bytes(text));
            }
        } catch (IOException e) {
            throw new OutputException(firstWritten, e);
        }
    }

    /** Hands on what is buffered. */
    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new OutputException(firstWritten, e);
        }
    }
}
