package io.github.nix4j.lang.internal.regex;

/** Says that a pattern is not valid, or that it or its match takes too much. */
public final class RegexException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean tooLarge;

    private RegexException(String message, boolean tooLarge) {
        super(message, null, false, false);
        this.tooLarge = tooLarge;
    }

    static RegexException invalid(String why) {
        return new RegexException(why, false);
    }

    static RegexException tooLarge() {
        return new RegexException("too many states", true);
    }

    /** Whether a limit was reached; else the pattern is not valid. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
