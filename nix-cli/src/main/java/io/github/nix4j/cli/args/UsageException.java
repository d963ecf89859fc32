package io.github.nix4j.cli.args;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.lang.Message;

/** A command line or configuration that is not understood: its report ends with a pointer to {@code --help}. */
public final class UsageException extends CliException {
    private static final long serialVersionUID = 1;

    public UsageException(String byteText) {
        super(byteText);
    }

    public UsageException(Message message) {
        super(message);
    }

    public UsageException(Message message, Message hint) {
        super(message, hint);
    }
}
