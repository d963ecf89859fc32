package io.github.nix4j.lang;

/**
 * What an evaluator with helpers ({@link NixEvaluator.Builder#lookahead}) throws instead of an error or a text that may depend on
 * which parts of values were evaluated already. An evaluator without helpers tells what one thread would have told. No error of the
 * program: it cannot be caught there.
 */
public final class LookaheadException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LookaheadException() {
        super("what this would tell depends on what helpers have done; evaluate again without lookahead");
    }

    /** @param error the error, whose kind is right and whose text may not be */
    public LookaheadException(NixException error) {
        super("the evaluation has failed; evaluate again without lookahead for the text of the error", error);
    }
}
