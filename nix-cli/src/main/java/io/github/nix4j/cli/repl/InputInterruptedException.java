package io.github.nix4j.cli.repl;

/** The person at the terminal gave the input up that they were typing. */
public final class InputInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public InputInterruptedException() {
        super("interrupted", null, false, false);
    }
}
