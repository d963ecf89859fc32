package io.github.nix4j.cli;

import io.github.nix4j.lang.Message;
import io.github.nix4j.store.Secrets;

/** A failure with Nix's message, as byte text without the {@code error: } before it. */
public class CliException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Message nixMessage;
    private final String coloured;

    /** With a text in which what is quoted is highlighted. */
    public CliException(String byteText) {
        this(Message.quoting(Secrets.hide(byteText)));
    }

    public CliException(Message message) {
        this(message, message.text());
    }

    /** With a hint below the message, which is shown with it. */
    public CliException(Message message, Message hint) {
        this(message, message.text() + hint.text(), message.coloured() + hint.coloured());
    }

    private CliException(Message message, String byteText) {
        this(message, byteText, message.coloured());
    }

    private CliException(Message message, String byteText, String coloured) {
        super(byteText, null, false, false);
        this.nixMessage = message;
        this.coloured = coloured;
    }

    /** The message as byte text. */
    public String byteText() {
        return String.valueOf(getMessage());
    }

    /** The same with colours. */
    String coloured() {
        return coloured;
    }

    /** The message without a hint, with what is highlighted in it. */
    Message nixMessage() {
        return nixMessage;
    }
}
