package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.parser.ParseOptions;
import org.antlr.v4.runtime.Token;

/**
 * Cuts a text into tokens, as NixTokens.g4 says.
 *
 * <p>Written by hand because it is three times as fast as the generated lexer; the tests hold the two together. As the
 * longest match wins, a word or number may turn out to be the beginning of a path or URI: that is looked at first.
 */
final class ByteLexer extends LiteralLexer {
    private final ParseOptions options;

    /** Whether no comment is closed any more from here on. */
    private boolean commentsOpen;

    private ByteLexer(String text, ParseOptions options, Problems problems, Runnable checkpoint) {
        super(text, problems, checkpoint);
        this.options = options;
    }

    /**
     * All tokens of a text (byte text), ended by EOF, or by a FAULT if the problems' report throws.
     *
     * @param checkpoint called now and then, also by who reads the tokens; what it throws ends that
     */
    static Tokens lex(String text, ParseOptions options, Problems problems, Runnable checkpoint) {
        ByteLexer lexer = new ByteLexer(text, options, problems, checkpoint);
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
                return homePath() || one(NixTokens.INVALID);
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
            problems.report(ParseFailure.ofFeature(Message.ofDisabledFeature("pipe-operators"), at));
        }
        return two(type);
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
        for (int i = at + 2; i + 1 < length && !commentsOpen; i++) {
            if (src[i] == '*' && src[i + 1] == '/') {
                // Two stars open a documentation comment, unless the second one closes it or a third one follows.
                if (src[at + 2] == '*' && src[at + 3] != '*' && src[at + 3] != '/') {
                    document(at, i + 2);
                }
                at = i + 2;
                return true;
            }
        }
        commentsOpen = true;
        return false;
    }

    // ---- words and numbers

    private void word() {
        int start = at;
        int end = start;
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
        Numbers.checkInteger(problems, src, start, end);
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
                end = digits;
                while (ByteClass.isDigit(src[end])) {
                    end++;
                }
            }
        }
        Numbers.checkFloat(problems, src, start, end);
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
}
