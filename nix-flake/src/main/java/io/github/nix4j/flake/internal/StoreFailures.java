package io.github.nix4j.flake.internal;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.UnknownNameException;

/** Errors of the store layer, as loading flakes and evaluating throw them. */
public final class StoreFailures {
    private StoreFailures() {}

    /** The same error as {@code cause}; of an interruption, what evaluation throws then. */
    public static NixException error(StoreException cause) {
        if (cause.isInterruption()) {
            return new NixLimitException(Message.plain("interrupted by the user"));
        }
        String message = cause.byteMessage();
        FlakeException error = cause instanceof UnknownNameException
                ? FlakeException.usage(message, cause)
                : new FlakeException(message, 1, cause);
        String doing = cause.doing();
        return doing == null ? error : ErrorAccess.placelessFrame(error, Message.quoting(doing));
    }
}
