package io.github.nix4j.lang.internal.json;

/** Says that a text is no JSON; the message is byte text. */
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JsonSyntaxException(String byteMessage) {
        super(byteMessage, null, false, false);
    }

    /** The message as byte text. */
    public String byteMessage() {
        return String.valueOf(getMessage());
    }
}
