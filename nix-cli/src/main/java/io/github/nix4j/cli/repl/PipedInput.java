package io.github.nix4j.cli.repl;

import io.github.nix4j.cli.Session;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Lines of a file or pipe, which are shown after the prompt as if they had been typed. NUL bytes count for nothing. */
final class PipedInput implements ReplInput {
    private final Session session;
    private final InputStream in;

    PipedInput(Session session) {
        this.session = session;
        this.in = new BufferedInputStream(session.invocation().in());
    }

    @Override
    public @Nullable String read(String prompt) {
        session.out(prompt);
        session.flush();
        StringBuilder line = new StringBuilder();
        int b;
        try {
            for (b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                if (b != 0) {
                    line.append((char) b);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (b < 0 && line.length() == 0) {
            session.out("\n");
            return null;
        }
        session.out(line + "\n");
        session.flush();
        return line.toString();
    }

    @Override
    public boolean isTerminal() {
        return false;
    }

    @Override
    public void interruptibly(Runnable interrupt, Runnable work) {
        work.run();
    }

    @Override
    public void close() {
        // Standard input is the process's.
    }
}
