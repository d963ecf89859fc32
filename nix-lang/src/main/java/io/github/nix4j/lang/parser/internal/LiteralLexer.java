package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.DocComment;
import io.github.nix4j.store.ByteText;
import java.util.Arrays;

/** The tokens of strings, paths and URIs, and the braces of interpolations in them. */
abstract class LiteralLexer {
    /** The mode within braces. */
    protected static final byte CODE = 0;

    private static final byte IN_STRING = 1;
    private static final byte IN_IND_STRING = 2;
    private static final byte IN_PATH = 3;

    protected final byte[] src;
    protected final int length;
    protected final Tokens tokens;
    protected final Problems problems;
    protected int at;
    private byte[] modes = new byte[16];
    private int depth;
    private int docStart = -1;
    private int docEnd;

    // Bytes that might have opened a path or a URI but did not, so that "1+1+1+..." is not looked at again and again.
    private int noPathBefore;
    private int noUriBefore;

    LiteralLexer(String text, Problems problems, Runnable checkpoint) {
        length = text.length();
        // The zero bytes behind the text save most checks for its end.
        src = Arrays.copyOf(ByteText.bytes(text), length + 4);
        tokens = new Tokens(text, checkpoint);
        this.problems = problems;
    }

    /** Remembers a documentation comment for the token that follows. */
    protected final void document(int start, int end) {
        docStart = start;
        docEnd = end;
    }

    protected final void add(int type, int start, int end) {
        if (docStart >= 0) {
            tokens.docComments().put(start, new DocComment(docStart, docEnd));
            docStart = -1;
        }
        tokens.add(type, start, end);
        at = end;
    }

    protected final void push(byte mode) {
        if (depth == modes.length) {
            modes = Arrays.copyOf(modes, depth * 2);
        }
        modes[depth++] = mode;
    }

    /** Behind a closing brace: goes on with the string or path around it. */
    protected final void leaveBrace() {
        if (depth == 0) {
            return;
        }
        depth--;
        if (depth == 0) {
            return;
        }
        switch (modes[depth - 1]) {
            case IN_STRING:
                depth--;
                stringRest();
                break;
            case IN_IND_STRING:
                depth--;
                indentedRest();
                break;
            case IN_PATH:
                depth--;
                pathRest(false);
                break;
            default:
                break;
        }
    }

    protected final boolean uriAt(int start) {
        if (start < noUriBefore) {
            return false;
        }
        int end = start;
        while (ByteClass.isScheme(src[end])) {
            end++;
        }
        if (src[end] != ':' || !ByteClass.isUri(src[end + 1])) {
            noUriBefore = end;
            return false;
        }
        end += 2;
        while (ByteClass.isUri(src[end])) {
            end++;
        }
        add(NixTokens.URI, start, end);
        return true;
    }

    // ---- paths

    protected final boolean homePath() {
        return src[at + 1] == '/' && pathBeyond(at, at + 1);
    }

    /** Adds the tokens of the path that begins at an offset, if one does. */
    protected final boolean pathAt(int start) {
        if (start < noPathBefore) {
            return false;
        }
        int end = start;
        while (ByteClass.isPath(src[end])) {
            end++;
        }
        if (src[end] == '/' && pathBeyond(start, end)) {
            return true;
        }
        noPathBefore = end;
        return false;
    }

    private boolean pathBeyond(int start, int slash) {
        if (ByteClass.isPath(src[slash + 1])) {
            path(start, endOfSegments(slash));
            return true;
        }
        if (interpolationAt(slash + 1)) {
            path(start, slash + 1);
            return true;
        }
        return false;
    }

    /** The end of slashes that are followed by path characters; one more slash may stand behind them. */
    private int endOfSegments(int slash) {
        int end = slash;
        while (src[end] == '/') {
            end++;
            if (!ByteClass.isPath(src[end])) {
                return end;
            }
            while (ByteClass.isPath(src[end])) {
                end++;
            }
        }
        return end;
    }

    private void path(int start, int end) {
        boolean slash = src[end - 1] == '/';
        boolean opens = interpolationAt(end) || slash && src[end] == '/';
        add(opens ? NixTokens.PATH_OPEN : NixTokens.PATH, start, end);
        if (opens || slash) {
            pathRest(slash);
        }
    }

    /** In a path, behind its first text or an interpolation. */
    private void pathRest(boolean slashBefore) {
        boolean slash = slashBefore;
        while (true) {
            if (interpolationAt(at)) {
                push(IN_PATH);
                push(CODE);
                add(NixTokens.PATH_INTERP, at, at + 2);
                return;
            }
            int end = at;
            while (ByteClass.isPath(src[end])) {
                end++;
            }
            if (src[end] == '/') {
                end = ByteClass.isPath(src[end + 1]) ? endOfSegments(end) : end + 1;
            }
            if (end == at) {
                if (slash) {
                    problems.report(new ParseFailure("path has a trailing slash", trailingSlashOffset()));
                }
                return;
            }
            slash = src[end - 1] == '/';
            add(NixTokens.PATH_TEXT, at, end);
        }
    }

    /** Nix reports the byte behind the slash, but at the end of the file the path's last token. */
    private int trailingSlashOffset() {
        return at < length ? at : tokens.start(tokens.size() - 1);
    }

    private boolean interpolationAt(int offset) {
        return src[offset] == '$' && src[offset + 1] == '{';
    }

    // ---- strings

    protected final void string() {
        int start = at;
        int end = endOfText(start + 1);
        if (src[end] == '"') {
            StringText.checkNoNul(problems, src, start + 1, end);
            add(NixTokens.STRING, start, end + 1);
            return;
        }
        add(NixTokens.STRING_OPEN, at, at + 1);
        stringRest();
    }

    /** In a string, behind its opening quote or an interpolation. */
    private void stringRest() {
        int end = endOfText(at);
        if (end > at) {
            StringText.checkNoNul(problems, src, at, end);
            add(NixTokens.STRING_TEXT, at, end);
        }
        if (src[at] == '"') {
            add(NixTokens.STRING_CLOSE, at, at + 1);
        } else if (interpolationAt(at)) {
            push(IN_STRING);
            push(CODE);
            add(NixTokens.INTERP, at, at + 2);
        } else {
            at = length;
        }
    }

    /**
     * The offset of the quote or interpolation that ends a string's text; at the end of the file that of a dollar or backslash
     * which lacks the byte it should take with it.
     */
    private int endOfText(int from) {
        int i = from;
        while (i < length) {
            switch (src[i]) {
                case '"':
                    return i;
                case '\\':
                    if (i + 1 >= length) {
                        return i;
                    }
                    i += 2;
                    break;
                case '$':
                    byte following = src[i + 1];
                    if (following == '{' || i + 1 >= length || following == '\\' && i + 2 >= length) {
                        return i;
                    }
                    // A dollar takes the next byte with it, so that "$${" is no interpolation.
                    i += following == '"' || following == '\\' ? 1 : 2;
                    break;
                default:
                    i++;
                    break;
            }
        }
        return length;
    }

    protected final void indentedString() {
        int start = at;
        int open = start + 2;
        while (src[open] == ' ') {
            open++;
        }
        open = src[open] == '\n' ? open + 1 : start + 2;
        int end = IndentedText.end(src, length, open);
        // Behind the text are zeros.
        if (src[end] == '\'') {
            IndentedText.checkNoNul(problems, src, length, open, end);
            add(NixTokens.IND_STRING, start, end + 2);
            return;
        }
        add(NixTokens.IND_OPEN, start, open);
        indentedRest();
    }

    /** In an indented string, behind its opening quotes or an interpolation. */
    private void indentedRest() {
        int end = IndentedText.end(src, length, at);
        if (end > at) {
            IndentedText.checkNoNul(problems, src, length, at, end);
            add(NixTokens.IND_TEXT, at, end);
        }
        if (at >= length) {
            return;
        }
        if (src[at] == '\'') {
            add(NixTokens.IND_CLOSE, at, at + 2);
        } else {
            push(IN_IND_STRING);
            push(CODE);
            add(NixTokens.INTERP, at, at + 2);
        }
    }
}
