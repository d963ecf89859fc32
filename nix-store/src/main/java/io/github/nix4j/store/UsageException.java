package io.github.nix4j.store;

/** Says that the caller named something that does not exist, such as an unknown hash algorithm: Nix's "usage error". */
public final class UsageException extends StoreException {
    private static final long serialVersionUID = 1;

    /** @param byteMessage the message as byte text */
    public UsageException(String byteMessage) {
        super(byteMessage);
    }
}
