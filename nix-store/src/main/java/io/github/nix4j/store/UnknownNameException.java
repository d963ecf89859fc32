package io.github.nix4j.store;

/** Says that the caller named something that does not exist, such as an unknown hash algorithm: Nix's "usage error". */
public final class UnknownNameException extends StoreException {
    private static final long serialVersionUID = 1;

    /** @param byteMessage the message as byte text */
    public UnknownNameException(String byteMessage) {
        super(byteMessage);
    }
}
