package io.github.nix4j.store.path;

import io.github.nix4j.store.StoreException;

/** Says that a text is no store path, or that a name cannot be part of one. */
public final class BadStorePathException extends StoreException {
    private static final long serialVersionUID = 1;

    /** @param byteMessage the message as byte text */
    public BadStorePathException(String byteMessage) {
        super(byteMessage);
    }
}
