package io.github.nix4j.store.build;

import io.github.nix4j.store.StoreException;
import org.jspecify.annotations.Nullable;

/** Says why something could not be built, in Nix's words. */
public final class BuildException extends StoreException {
    private static final long serialVersionUID = 1;

    /** @param byteMessage the message as byte text */
    public BuildException(String byteMessage) {
        this(byteMessage, null);
    }

    /** @param byteMessage the message as byte text */
    public BuildException(String byteMessage, @Nullable Throwable cause) {
        super(byteMessage, cause);
    }
}
