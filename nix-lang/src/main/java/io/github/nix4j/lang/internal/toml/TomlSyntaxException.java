package io.github.nix4j.lang.internal.toml;

/** Says that a text is no TOML; the message is byte text. */
public final class TomlSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TomlSyntaxException(String byteMessage) {
        super(byteMessage, null, false, false);
    }

    /** The message as byte text. */
    public String byteMessage() {
        return String.valueOf(getMessage());
    }
}
