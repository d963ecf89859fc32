package io.github.nix4j.lang.parser.internal;

import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/**
 * The base of the generated parser: ANTLR's bookkeeping for trees, listeners and recovery taken out.
 *
 * <p>The parser only calls its {@link TreeBuilder} and stops at the first token that does not fit. In the experiment that the
 * design rests on this made the parser twice as fast.
 */
abstract class FastParser extends Parser {
    private static final Token NONE = new CommonToken(Token.INVALID_TYPE);

    private final Tokens tokens;

    /** What the grammar's actions call; set before the first rule runs. */
    @SuppressWarnings("NullAway.Init")
    protected TreeBuilder b;

    FastParser(TokenStream input) {
        super(input);
        tokens = (Tokens) input;
        _errHandler = new StopAtOnce();
        _buildParseTrees = false;
    }

    void setBuilder(TreeBuilder builder) {
        b = builder;
    }

    @Override
    public final Token match(int type) {
        if (tokens.type() != type) {
            throw new SyntaxStop();
        }
        tokens.advance();
        return NONE;
    }

    @Override
    public final Token consume() {
        tokens.advance();
        return NONE;
    }

    @Override
    public final void enterRule(ParserRuleContext context, int state, int rule) {}

    @Override
    public final void exitRule() {}

    @Override
    public final void enterOuterAlt(ParserRuleContext context, int alternative) {}

    private static final class StopAtOnce extends DefaultErrorStrategy {
        @Override
        public void sync(Parser recognizer) {}

        @Override
        public void reportMatch(Parser recognizer) {}

        @Override
        public void reportError(Parser recognizer, RecognitionException e) {}

        @Override
        public Token recoverInline(Parser recognizer) {
            throw new SyntaxStop();
        }

        @Override
        public void recover(Parser recognizer, RecognitionException e) {
            throw new SyntaxStop();
        }
    }
}
