package io.github.nix4j.cli.repl;

import org.jspecify.annotations.Nullable;

/** Where the prompt gets its lines from. Used by one thread. */
public interface ReplInput extends AutoCloseable {
    /** The prompt before a new input. */
    String PROMPT = "nix-repl> ";

    /** The prompt before a line that goes on with the input before. */
    String CONTINUATION = "        > ";

    /** The next line or lines (byte text) without the last line end, after showing {@code prompt}; null at the end. */
    @Nullable
    String read(String prompt);

    /** Whether a person types: who may stop an evaluation, and gets help with input that is not complete. */
    boolean isTerminal();

    /** Runs {@code work}; when the person at the terminal interrupts it, {@code interrupt} is called from another thread. */
    void interruptibly(Runnable interrupt, Runnable work);

    @Override
    void close();
}
