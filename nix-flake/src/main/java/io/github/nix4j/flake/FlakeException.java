package io.github.nix4j.flake;

import io.github.nix4j.flake.internal.StoreFailures;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.store.Secrets;
import io.github.nix4j.store.StoreException;
import org.jspecify.annotations.Nullable;

/** An error in a reference, a lock file, a flake's attributes or its fetching, with the text that Nix gives it. */
public class FlakeException extends NixException {
    private static final long serialVersionUID = 1L;

    /** An error whose text is the byte text {@code message}. */
    public FlakeException(String message) {
        this(message, 1, null);
    }

    /** @param exitStatus what Nix's programs end with: 102 when content has another hash than was promised, else 1 */
    public FlakeException(String message, int exitStatus, @Nullable Throwable cause) {
        this(ErrorKind.EVAL, quoting(message), exitStatus, cause);
    }

    private FlakeException(ErrorKind kind, Message message, int exitStatus, @Nullable Throwable cause) {
        super(kind, message, cause);
        ErrorAccess.exitStatus(this, exitStatus);
    }

    private static Message quoting(String message) {
        return Message.quoting(Secrets.hide(message));
    }

    /** An error whose values are marked as such, also where they are empty or at an end. */
    public static FlakeException saying(Message message) {
        return new FlakeException(ErrorKind.EVAL, message, 1, null);
    }

    /** An error of whoever typed a command, after which Nix's programs tell where help is. */
    public static FlakeException usage(String message) {
        return usage(message, null);
    }

    /** As {@link #usage(String)}, with what it came from. */
    public static FlakeException usage(String message, @Nullable Throwable cause) {
        return new FlakeException(ErrorKind.USAGE, quoting(message), 1, cause);
    }

    /** Something was used that needs an experimental feature which is off. */
    public static FlakeException disabledFeature(String feature) {
        return new FlakeException(ErrorKind.DISABLED_FEATURE, Message.ofDisabledFeature(feature), 1, null);
    }

    /** {@code body}'s result; its failures get the frame {@code frame} (byte text), which is at no place. */
    public static <T> T during(String frame, java.util.function.Supplier<T> body) {
        try {
            return body.get();
        } catch (JsonTypeException e) {
            throw e;
        } catch (NixException e) {
            throw ErrorAccess.placelessFrame(e, quoting(frame));
        } catch (StoreException e) {
            throw ErrorAccess.placelessFrame(StoreFailures.error(e), quoting(frame));
        }
    }

    /** As {@link #during(String, java.util.function.Supplier)}, whose frame is asked for when something failed. */
    static <T> T duringLate(java.util.function.Supplier<String> frame, java.util.function.Supplier<T> body) {
        try {
            return body.get();
        } catch (JsonTypeException e) {
            throw e;
        } catch (NixException e) {
            throw ErrorAccess.placelessFrame(e, quoting(frame.get()));
        } catch (StoreException e) {
            throw ErrorAccess.placelessFrame(StoreFailures.error(e), quoting(frame.get()));
        }
    }

    /** As {@link #during(String, java.util.function.Supplier)}, with a place. */
    public static <T> T during(String frame, @Nullable SourcePosition place, java.util.function.Supplier<T> body) {
        try {
            return body.get();
        } catch (JsonTypeException e) {
            throw e;
        } catch (NixException e) {
            throw ErrorAccess.frame(e, place, quoting(frame));
        } catch (StoreException e) {
            throw ErrorAccess.frame(StoreFailures.error(e), place, quoting(frame));
        }
    }

    @Override
    protected NixException emptyCopy() {
        return new FlakeException(kind(), nixMessage(), exitStatus(), getCause());
    }
}
