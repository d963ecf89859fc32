package io.github.nix4j.cli;

/** A failure with Nix's message, as byte text without the {@code error: } before it. */
public class CliException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String byteText;

    public CliException(String byteText) {
        super(byteText, null, false, false);
        this.byteText = byteText;
    }

    /** The message as byte text. */
    public String byteText() {
        return byteText;
    }
}
