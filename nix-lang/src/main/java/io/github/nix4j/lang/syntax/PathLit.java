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

    /**
     * The absolute path that the literal stands for, as Nix makes it when it parses: without {@code .} and {@code ..}, except
     * that a path in the home directory is left as it is. The slash that opens an interpolated path's next part is kept.
     *
     * @param directory the absolute path of the source file's directory
     * @param home the absolute path of the user's home directory
     */
    public String resolve(String directory, String home) {
        switch (root) {
            case HOME:
                return home + text.substring(1);
            case ABSOLUTE:
                return canonical(text);
            default:
                return canonical(directory + "/" + text);
        }
    }

    private String canonical(String path) {
        StringBuilder result = new StringBuilder(path.length());
        for (int from = 0; from < path.length(); ) {
            int to = path.indexOf('/', from);
            to = to < 0 ? path.length() : to;
            int size = to - from;
            boolean dot = size == 0 || size == 1 && path.charAt(from) == '.';
            if (size == 2 && path.startsWith("..", from)) {
                result.setLength(Math.max(0, result.lastIndexOf("/")));
            } else if (!dot) {
                result.append('/').append(path, from, to);
            }
            from = to + 1;
        }
        if (result.length() == 0) {
            result.append('/');
        }
        if (text.length() > 1 && text.endsWith("/")) {
            result.append('/');
        }
        return result.toString();
    }
}
