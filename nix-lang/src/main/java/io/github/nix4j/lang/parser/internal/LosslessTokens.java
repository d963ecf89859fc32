package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.SyntaxToken;
import io.github.nix4j.lang.syntax.SyntaxToken.Kind;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/** The generated lexer's tokens, made to cover all of a text. */
public final class LosslessTokens {
    private LosslessTokens() {}

    /** The tokens of a text (byte text), each of which begins where the one before ends. */
    public static List<SyntaxToken> of(String text) {
        NixTokens lexer = new NixTokens(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        List<SyntaxToken> tokens = new ArrayList<>();
        int end = 0;
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            if (token.getType() != NixTokens.PATH_END) {
                end = token.getStopIndex() + 1;
                boolean inPath = token.getType() == NixTokens.STRING_TEXT && lexer._mode == NixTokens.IN_PATH;
                tokens.add(new SyntaxToken(inPath ? Kind.PATH : kind(token), token.getStartIndex(), end));
            }
        }
        if (end < text.length()) {
            // A NUL byte ends a file for Nix, and a string may be cut off within an escape.
            tokens.add(new SyntaxToken(Kind.INVALID, end, text.length()));
        }
        return List.copyOf(tokens);
    }

    private static Kind kind(Token token) {
        switch (token.getType()) {
            case NixTokens.ID:
                return Kind.IDENTIFIER;
            case NixTokens.INT:
                return Kind.INTEGER;
            case NixTokens.FLOAT:
                return Kind.FLOAT;
            case NixTokens.STRING_OPEN:
            case NixTokens.STRING_CLOSE:
                return Kind.QUOTE;
            case NixTokens.STRING_TEXT:
                return Kind.STRING_TEXT;
            case NixTokens.IND_OPEN:
            case NixTokens.IND_CLOSE:
                return Kind.INDENTED_QUOTE;
            case NixTokens.IND_TEXT:
                return Kind.INDENTED_TEXT;
            case NixTokens.PATH:
            case NixTokens.HOME_PATH:
                return Kind.PATH;
            case NixTokens.SEARCH_PATH:
                return Kind.SEARCH_PATH;
            case NixTokens.URI:
                return Kind.URI;
            case NixTokens.INTERP:
                return Kind.INTERPOLATION;
            case NixTokens.SPACE:
                return Kind.SPACE;
            case NixTokens.LINE_COMMENT:
                return Kind.COMMENT;
            case NixTokens.BLOCK_COMMENT:
                return isDocumentation(token.getText()) ? Kind.DOC_COMMENT : Kind.COMMENT;
            case NixTokens.INVALID:
                return Kind.INVALID;
            default:
                return otherKind(token.getType());
        }
    }

    private static Kind otherKind(int type) {
        // The grammar has the words first, then the operators of two bytes, then the rest.
        if (type >= NixTokens.IF && type <= NixTokens.OR_KW) {
            return Kind.KEYWORD;
        }
        boolean operator = type >= NixTokens.EQ && type <= NixTokens.PIPE_INTO
                || type >= NixTokens.PLUS && type <= NixTokens.NOT
                || type == NixTokens.QUESTION;
        return operator ? Kind.OPERATOR : Kind.PUNCTUATION;
    }

    private static boolean isDocumentation(String comment) {
        return comment.startsWith("/**") && comment.charAt(3) != '*' && comment.charAt(3) != '/';
    }
}
