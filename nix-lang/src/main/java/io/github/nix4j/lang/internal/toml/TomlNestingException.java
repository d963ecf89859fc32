package io.github.nix4j.lang.internal.toml;

/** Says that arrays and inline tables are nested deeper than can be read. */
public final class TomlNestingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TomlNestingException() {
        super("nested too deeply", null, false, false);
    }
}
