package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.SyntaxToken;
import io.github.nix4j.lang.syntax.SyntaxToken.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Pairs of brackets and quotes among lossless tokens. */
public final class Brackets {
    private static final String OPENING = "({[";
    private static final String CLOSING = ")}]";

    private Brackets() {}

    /** The end of what the bracket or quote at {@code index} encloses; of the token itself if it opens nothing, or none closes it. */
    public static int end(String text, List<SyntaxToken> tokens, int index) {
        Deque<Kind> open = new ArrayDeque<>();
        for (int i = index; i < tokens.size(); i++) {
            SyntaxToken token = tokens.get(i);
            Kind kind = token.kind();
            if (kind == Kind.QUOTE || kind == Kind.INDENTED_QUOTE) {
                if (open.peek() == kind) {
                    open.pop();
                } else {
                    open.push(kind);
                }
            } else if (kind == Kind.INTERPOLATION
                    || kind == Kind.PUNCTUATION && OPENING.indexOf(text.charAt(token.start())) >= 0) {
                open.push(Kind.PUNCTUATION);
            } else if (kind == Kind.PUNCTUATION && CLOSING.indexOf(text.charAt(token.start())) >= 0) {
                if (open.peek() != Kind.PUNCTUATION) {
                    break;
                }
                open.pop();
            }
            if (open.isEmpty()) {
                return token.end();
            }
        }
        return tokens.get(index).end();
    }
}
