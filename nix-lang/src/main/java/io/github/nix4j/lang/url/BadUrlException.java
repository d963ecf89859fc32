package io.github.nix4j.lang.url;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.Secrets;

/** A URL that cannot be read. While a flake reference is being parsed this only means "not a URL": the next form is tried. */
public final class BadUrlException extends NixException {
    private static final long serialVersionUID = 1L;

    /** An error whose text is the byte text {@code message}. */
    public BadUrlException(String message) {
        super(ErrorKind.EVAL, Message.quoting(Secrets.hide(message)));
    }

    @Override
    protected NixException emptyCopy() {
        return new BadUrlException(nixMessage().text());
    }
}
