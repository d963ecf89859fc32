package io.github.nix4j.store.hash;

import io.github.nix4j.store.StoreException;

/** Says that a text is no hash, or not the expected kind of hash. */
public final class BadHashException extends StoreException {
    private static final long serialVersionUID = 1;

    /** @param byteMessage the message as byte text */
    public BadHashException(String byteMessage) {
        super(byteMessage);
    }
}
