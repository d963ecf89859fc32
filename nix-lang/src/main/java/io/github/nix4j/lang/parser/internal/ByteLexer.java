package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.syntax.DocComment;
import io.github.nix4j.store.ByteText;
import java.util.Arrays;
import org.antlr.v4.runtime.Token;

/**
 * Cuts a text into tokens, as NixTokens.g4 says.
 *
 * <p>Written by hand because it is three times as fast as the generated lexer; the tests hold the two together. As the
 * longest match wins, a word or number may turn out to be the beginning of a path or URI: that is looked at first.
 */
final class ByteLexer {
    private static final byte CODE = 0;
    private static final byte IN_STRING = 1;
    private static final byte IN_IND_STRING = 2;
    private static final byte IN_PATH = 3;

    private final byte[] src;
    private final int length;
    private final Tokens tokens;
    private final ParseOptions options;
    private int at;
    private byte[] modes = new byte[16];
    private int depth;
    private int docStart = -1;

    // Runs of bytes that might have opened a path or a URI but did not, so that "1+1+1+..." is not looked at again and
    // again.
    private int noPathBefore;
    private int noUriBefore;
    private int docEnd;

    private ByteLexer(String text, ParseOptions options) {
        length = text.length();
        // The zero bytes behind the text save most checks for its end.
        src = Arrays.copyOf(ByteText.bytes(text), length + 4);
        tokens = new Tokens(text);
        this.options = options;
    }

    /** All tokens of a text (byte text), ended by EOF or by a FAULT. */
    static Tokens lex(String text, ParseOptions options) {
        ByteLexer lexer = new ByteLexer(text, options);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        try {
            while (step()) {}
            tokens.add(Token.EOF, at, at);
        } catch (ParseFailure fault) {
            tokens.addFault(fault, at);
        }
    }

    /** Adds at least one token or skips blank; false at the end. */
    private boolean step() {
        byte c = src[at];
        switch (c) {
            case 0:
                // Nix takes a NUL byte for the end of the file, too.
                return false;
            case ' ':
            case '\t':
            case '\r':
            case '\n':
                at++;
                return true;
            case '#':
                lineComment();
                return true;
            case '/':
                slash();
                return true;
            case '"':
                string();
                return true;
            case '\'':
                if (src[at + 1] == '\'') {
                    indentedString();
                    return true;
                }
                return one(NixTokens.INVALID);
            case '{':
                push(CODE);
                return one(NixTokens.LBRACE);
            case '}':
                one(NixTokens.RBRACE);
                leaveBrace();
                return true;
            case '$':
                if (src[at + 1] == '{') {
                    push(CODE);
                    return two(NixTokens.INTERP);
                }
                return one(NixTokens.INVALID);
            case '~':
                homePath();
                return true;
            case '<':
                less();
                return true;
            case '.':
            case '-':
            case '+':
                pathOrSign(c);
                return true;
            default:
                return otherwise(c);
        }
    }

    private boolean otherwise(byte c) {
        if (ByteClass.isIdentifier(c)) {
            if (ByteClass.isDigit(c)) {
                number();
            } else {
                word();
            }
            return true;
        }
        switch (c) {
            case ':':
                return one(NixTokens.COLON);
            case ';':
                return one(NixTokens.SEMI);
            case ',':
                return one(NixTokens.COMMA);
            case '@':
                return one(NixTokens.AT);
            case '?':
                return one(NixTokens.QUESTION);
            case '*':
                return one(NixTokens.STAR);
            case '(':
                return one(NixTokens.LPAREN);
            case ')':
                return one(NixTokens.RPAREN);
            case '[':
                return one(NixTokens.LBRACK);
            case ']':
                return one(NixTokens.RBRACK);
            case '=':
                return src[at + 1] == '=' ? two(NixTokens.EQ) : one(NixTokens.ASSIGN);
            case '!':
                return src[at + 1] == '=' ? two(NixTokens.NOT_EQ) : one(NixTokens.NOT);
            case '>':
                return src[at + 1] == '=' ? two(NixTokens.GREATER_EQ) : one(NixTokens.GREATER);
            case '&':
                return src[at + 1] == '&' ? two(NixTokens.AND) : one(NixTokens.INVALID);
            case '|':
                if (src[at + 1] == '>') {
                    return pipe(NixTokens.PIPE_INTO);
                }
                return src[at + 1] == '|' ? two(NixTokens.OR) : one(NixTokens.INVALID);
            default:
                return one(NixTokens.INVALID);
        }
    }

    private boolean one(int type) {
        add(type, at, at + 1);
        return true;
    }

    private boolean two(int type) {
        add(type, at, at + 2);
        return true;
    }

    private boolean pipe(int type) {
        if (!options.pipeOperators()) {
            throw new ParseFailure(
                    "experimental Nix feature 'pipe-operators' is disabled;"
                            + " add '--extra-experimental-features pipe-operators' to enable it",
                    at);
        }
        return two(type);
    }

    private void add(int type, int start, int end) {
        if (docStart >= 0) {
            tokens.docComments().put(start, new DocComment(docStart, docEnd));
            docStart = -1;
        }
        tokens.add(type, start, end);
        at = end;
    }

    private void push(byte mode) {
        if (depth == modes.length) {
            modes = Arrays.copyOf(modes, depth * 2);
        }
        modes[depth++] = mode;
    }

    /** Behind a closing brace: goes on with the string or path around it. */
    private void leaveBrace() {
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

    // ---- blank

    private void lineComment() {
        int i = at;
        while (i < length && src[i] != '\n' && src[i] != '\r') {
            i++;
        }
        at = i;
    }

    /** Skips the comment that opens here; false if it is never closed. */
    private boolean blockComment() {
        for (int i = at + 2; i + 1 < length; i++) {
            if (src[i] == '*' && src[i + 1] == '/') {
                // Two stars open a documentation comment, unless the second one closes it or a third one follows.
                if (src[at + 2] == '*' && src[at + 3] != '*' && src[at + 3] != '/') {
                    docStart = at;
                    docEnd = i + 2;
                }
                at = i + 2;
                return true;
            }
        }
        return false;
    }

    // ---- words and numbers

    private void word() {
        int start = at;
        int end = start + 1;
        while (ByteClass.isIdentifier(src[end])) {
            end++;
        }
        byte stop = src[end];
        if (stop == ':' || stop == '.' || stop == '+' || stop == '/') {
            if (pathAt(start) || uriAt(start)) {
                return;
            }
        }
        add(Keywords.typeOf(src, start, end), start, end);
    }

    private void number() {
        int start = at;
        if (pathAt(start)) {
            return;
        }
        int end = start;
        while (ByteClass.isDigit(src[end])) {
            end++;
        }
        if (src[end] == '.' && floatAt(start, end)) {
            return;
        }
        Numbers.checkInteger(src, start, end);
        add(NixTokens.INT, start, end);
    }

    /** Adds a float whose integer part is {@code [start, dot)}, if that may be the integer part of a float. */
    private boolean floatAt(int start, int dot) {
        int end = dot + 1;
        while (ByteClass.isDigit(src[end])) {
            end++;
        }
        boolean zero = dot == start || dot == start + 1 && src[start] == '0';
        if (zero ? end == dot + 1 : src[start] == '0') {
            return false;
        }
        if (src[end] == 'e' || src[end] == 'E') {
            int digits = src[end + 1] == '+' || src[end + 1] == '-' ? end + 2 : end + 1;
            if (ByteClass.isDigit(src[digits])) {
                end = digits + 1;
                while (ByteClass.isDigit(src[end])) {
                    end++;
                }
            }
        }
        Numbers.checkFloat(src, start, end);
        add(NixTokens.FLOAT, start, end);
        return true;
    }

    private void pathOrSign(byte c) {
        if (pathAt(at)) {
            return;
        }
        byte following = src[at + 1];
        if (c == '-') {
            if (following == '>') {
                two(NixTokens.IMPLIES);
            } else {
                one(NixTokens.MINUS);
            }
        } else if (c == '+') {
            if (following == '+') {
                two(NixTokens.CONCAT);
            } else {
                one(NixTokens.PLUS);
            }
        } else if (following == '.' && src[at + 2] == '.') {
            add(NixTokens.ELLIPSIS, at, at + 3);
        } else if (!ByteClass.isDigit(following) || !floatAt(at, at)) {
            one(NixTokens.DOT);
        }
    }

    private void less() {
        switch (src[at + 1]) {
            case '=':
                two(NixTokens.LESS_EQ);
                return;
            case '|':
                pipe(NixTokens.PIPE_FROM);
                return;
            default:
                break;
        }
        int i = at + 1;
        while (ByteClass.isPath(src[i]) || src[i] == '/' && i > at + 1 && ByteClass.isPath(src[i + 1])) {
            i++;
        }
        if (src[i] == '>' && i > at + 1) {
            add(NixTokens.SEARCH_PATH, at, i + 1);
        } else {
            one(NixTokens.LESS);
        }
    }

    private void slash() {
        byte following = src[at + 1];
        if (following == '*') {
            if (!blockComment()) {
                one(NixTokens.SLASH);
            }
        } else if (following == '/') {
            two(NixTokens.UPDATE);
        } else if (!pathAt(at)) {
            one(NixTokens.SLASH);
        }
    }

    private boolean uriAt(int start) {
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

    private void homePath() {
        if (src[at + 1] != '/' || !pathBeyond(at, at + 1)) {
            one(NixTokens.INVALID);
        }
    }

    /** Adds the tokens of the path that begins at an offset, if one does. */
    private boolean pathAt(int start) {
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
                two(NixTokens.PATH_INTERP);
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
                    throw new ParseFailure("path has a trailing slash", trailingSlashOffset());
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

    private void string() {
        int start = at;
        int end = endOfText(start + 1);
        if (src[end] == '"' && end < length) {
            StringText.checkNoNul(src, start + 1, end);
            add(NixTokens.STRING, start, end + 1);
            return;
        }
        one(NixTokens.STRING_OPEN);
        stringRest();
    }

    /** In a string, behind its opening quote or an interpolation. */
    private void stringRest() {
        int end = endOfText(at);
        if (end > at) {
            StringText.checkNoNul(src, at, end);
            add(NixTokens.STRING_TEXT, at, end);
        }
        if (src[at] == '"') {
            one(NixTokens.STRING_CLOSE);
        } else if (interpolationAt(at)) {
            push(IN_STRING);
            push(CODE);
            two(NixTokens.INTERP);
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

    private void indentedString() {
        int start = at;
        int open = start + 2;
        while (src[open] == ' ') {
            open++;
        }
        open = src[open] == '\n' ? open + 1 : start + 2;
        int end = IndentedText.end(src, length, open);
        if (end < length && src[end] == '\'') {
            IndentedText.checkNoNul(src, length, open, end);
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
            IndentedText.checkNoNul(src, length, at, end);
            add(NixTokens.IND_TEXT, at, end);
        }
        if (at >= length) {
            return;
        }
        if (src[at] == '\'') {
            two(NixTokens.IND_CLOSE);
        } else {
            push(IN_IND_STRING);
            push(CODE);
            two(NixTokens.INTERP);
        }
    }
}
