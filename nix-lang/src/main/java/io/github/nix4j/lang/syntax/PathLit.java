package io.github.nix4j.lang.syntax;

/**
 * A path literal, or the literal text that opens an interpolated path.
 *
 * @param text the path exactly as written, not canonical; only as the opening of an interpolated path it may end in a slash
 */
public record PathLit(Root root, String text, int start, int end) implements Expr {

    /** What a path literal is relative to. */
    public enum Root {
        /** The file system's root: {@code /a}. */
        ABSOLUTE,
        /** The directory of the source file: {@code ./a}, {@code a/b}. */
        RELATIVE,
        /** The user's home directory: {@code ~/a}; {@code text} begins with the tilde. */
        HOME
    }

    @Override
    public int pos() {
        return NO_POS;
    }
}
