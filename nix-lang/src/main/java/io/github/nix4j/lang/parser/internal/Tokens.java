package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.DocComment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text as three arrays, and the parser's place among them.
 *
 * <p>While tokens are added, four kinds of look-ahead are settled by retyping tokens that are already here (NixTokens.g4 lists
 * them); that is what lets the grammar do with one token.
 */
final class Tokens implements TokenStream {
    /** One less than the number of tokens, a power of two, between two calls of the checkpoint. */
    private static final int BETWEEN_CHECKPOINTS = 0x1FFF;

    private final String text;
    private final Runnable checkpoint;
    private int[] types;
    private int[] starts;
    private int[] ends;
    private int size;
    private int next;
    private @Nullable ParseFailure fault;
    private final Map<Integer, DocComment> docComments = new HashMap<>();

    /** @param checkpoint called now and then by who makes the tokens and by who reads them; what it throws stops both */
    Tokens(String text, Runnable checkpoint) {
        this.text = text;
        this.checkpoint = checkpoint;
        int capacity = 16 + text.length() / 4;
        types = new int[capacity];
        starts = new int[capacity];
        ends = new int[capacity];
    }

    void add(int type, int start, int end) {
        if (size == types.length) {
            int capacity = size * 2;
            types = Arrays.copyOf(types, capacity);
            starts = Arrays.copyOf(starts, capacity);
            ends = Arrays.copyOf(ends, capacity);
        }
        types[size] = type;
        starts[size] = start;
        ends[size] = end;
        checkpointAt(size);
        size++;
        switch (type) {
            case NixTokens.COLON:
                retypeBeforeColonOrAt(NixTokens.LAMBDA_ID);
                break;
            case NixTokens.AT:
                retypeBeforeColonOrAt(NixTokens.AT_ID);
                break;
            case NixTokens.ELLIPSIS:
                if (typeBack(1) == NixTokens.LBRACE) {
                    types[size - 2] = NixTokens.FORMALS_OPEN;
                }
                retypeLastComma();
                break;
            case NixTokens.RBRACE:
                retypeLastComma();
                retypeFormalsBeforeId();
                break;
            case NixTokens.COMMA:
            case NixTokens.QUESTION:
                retypeFormalsBeforeId();
                break;
            case NixTokens.LBRACE:
                if (typeBack(1) == NixTokens.LET) {
                    types[size - 2] = NixTokens.LET_SET;
                }
                break;
            default:
                break;
        }
    }

    private int typeBack(int count) {
        int at = size - 1 - count;
        return at < 0 ? Token.INVALID_TYPE : types[at];
    }

    private void retypeBeforeColonOrAt(int idType) {
        if (typeBack(1) == NixTokens.ID) {
            types[size - 2] = idType;
        } else if (typeBack(1) == NixTokens.RBRACE && typeBack(2) == NixTokens.LBRACE) {
            types[size - 3] = NixTokens.FORMALS_OPEN;
        }
    }

    private void retypeLastComma() {
        if (typeBack(1) == NixTokens.COMMA) {
            types[size - 2] = NixTokens.LAST_COMMA;
        }
    }

    private void retypeFormalsBeforeId() {
        if (typeBack(1) == NixTokens.ID && typeBack(2) == NixTokens.LBRACE) {
            types[size - 3] = NixTokens.FORMALS_OPEN;
        }
    }

    /** The type that a token had before it was retyped by what follows. */
    static int plainType(int type) {
        switch (type) {
            case NixTokens.LAMBDA_ID:
            case NixTokens.AT_ID:
                return NixTokens.ID;
            case NixTokens.FORMALS_OPEN:
                return NixTokens.LBRACE;
            case NixTokens.LET_SET:
                return NixTokens.LET;
            case NixTokens.LAST_COMMA:
                return NixTokens.COMMA;
            default:
                return type;
        }
    }

    /** The type that the generated lexer gives to what is one token there and here. */
    static int rawType(int type) {
        switch (type) {
            case NixTokens.PATH_OPEN:
                return NixTokens.PATH;
            case NixTokens.PATH_TEXT:
                return NixTokens.STRING_TEXT;
            case NixTokens.PATH_INTERP:
                return NixTokens.INTERP;
            default:
                return plainType(type);
        }
    }

    /** Ends the tokens with an error of the lexer's own. */
    void addFault(ParseFailure failure, int start) {
        fault = failure;
        add(NixTokens.FAULT, start, start);
    }

    @Nullable
    ParseFailure fault() {
        return fault;
    }

    /** The offset at which the lexer gave up; the end of the text if it did not. */
    int faultStart() {
        return fault == null ? text.length() + 1 : starts[size - 1];
    }

    /** Documentation comments by the offset of the token that follows. */
    Map<Integer, DocComment> docComments() {
        return docComments;
    }

    /** Takes over the documentation comments of other tokens of the same text. */
    void addDocComments(Map<Integer, DocComment> comments) {
        docComments.putAll(comments);
    }

    /** The type of the token to be read next. */
    int type() {
        return types[next];
    }

    int typeAt(int index) {
        return types[index];
    }

    void advance() {
        checkpointAt(next);
        next++;
    }

    /** What is to be called now and then by those who work on these tokens. */
    Runnable checkpoint() {
        return checkpoint;
    }

    /** Calls the checkpoint if it is the turn of the {@code count}th token. */
    void checkpointAt(int count) {
        if ((count & BETWEEN_CHECKPOINTS) == BETWEEN_CHECKPOINTS) {
            checkpoint.run();
        }
    }

    /** The index of the token that was read last. */
    int last() {
        return next - 1;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    boolean textIs(int index, String expected) {
        return ends[index] - starts[index] == expected.length() && text.startsWith(expected, starts[index]);
    }

    String text(int index) {
        return text.substring(starts[index], ends[index]);
    }

    @Override
    public int LA(int i) {
        return types[Math.min(next + i - 1, size - 1)];
    }

    @Override
    public void consume() {
        next++;
    }

    @Override
    public Token LT(int k) {
        return get(Math.min(next + k - 1, size - 1));
    }

    @Override
    public Token get(int index) {
        CommonToken token = new CommonToken(types[index], text(index));
        token.setTokenIndex(index);
        token.setStartIndex(starts[index]);
        token.setStopIndex(ends[index] - 1);
        return token;
    }

    @Override
    public int index() {
        return next;
    }

    @Override
    public void seek(int index) {
        next = index;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int mark() {
        return 0;
    }

    @Override
    public void release(int marker) {}

    @Override
    public String getSourceName() {
        return UNKNOWN_SOURCE_NAME;
    }

    @Override
    public TokenSource getTokenSource() {
        throw new UnsupportedOperationException("the tokens are complete; there is no source to ask for more");
    }

    @Override
    public String getText() {
        return text;
    }

    @Override
    public String getText(Interval interval) {
        return text.substring(starts[interval.a], ends[interval.b]);
    }

    @Override
    public String getText(RuleContext context) {
        return getText(context.getSourceInterval());
    }

    @Override
    public String getText(Token first, Token last) {
        return text.substring(first.getStartIndex(), last.getStopIndex() + 1);
    }
}
