package io.github.nix4j.lang.parser.internal;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;

/** The base of the generated lexer: what rules alone cannot say about modes. */
public abstract class RawLexer extends Lexer {
    protected RawLexer(CharStream input) {
        super(input);
    }

    @Override
    public Token nextToken() {
        if (_mode == NixTokens.IN_PATH && !pathGoesOn(_input.LA(1), _input.LA(2))) {
            popMode();
            return token(NixTokens.PATH_END, 0);
        }
        if (_mode == DEFAULT_MODE && _input.LA(1) == 0) {
            return token(Token.EOF, 1);
        }
        return super.nextToken();
    }

    private Token token(int type, int size) {
        int start = _input.index();
        CommonToken token =
                new CommonToken(_tokenFactorySourcePair, type, Token.DEFAULT_CHANNEL, start, start + size - 1);
        emit(token);
        return token;
    }

    private static boolean pathGoesOn(int next, int afterNext) {
        return next == '/' || next == '$' && afterNext == '{' || ByteClass.isPath((byte) next);
    }

    /** Called by rules: a closing brace returns to the mode around its opening brace, if there is one. */
    protected final void leaveBrace() {
        if (!_modeStack.isEmpty()) {
            popMode();
        }
    }

    /** Called by rules: what follows may belong to the path. */
    protected final void enterPath() {
        pushMode(NixTokens.IN_PATH);
    }

    /** Called by rules: whether an interpolation begins here. */
    protected final boolean interpolationFollows() {
        return _input.LA(1) == '$' && _input.LA(2) == '{';
    }

    /** Called by rules: whether a double quote is next. */
    protected final boolean quoteFollows() {
        return _input.LA(1) == '"';
    }
}
