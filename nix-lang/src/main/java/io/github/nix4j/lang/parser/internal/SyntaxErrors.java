package io.github.nix4j.lang.parser.internal;

import java.util.List;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;

/**
 * Explains why a text does not parse, as Nix does: what was not expected and, if they are few, the tokens that were.
 *
 * <p>The text is read a second time, with the generated lexer and the automaton of {@link MessageGrammar}.
 */
final class SyntaxErrors {
    private static final int MOST_EXPECTED = 4;

    private SyntaxErrors() {}

    /** Made when the first syntax error is explained; some milliseconds of work. */
    static final class Machine {
        static final MessageGrammar GRAMMAR = new MessageGrammar();
        static final Automaton AUTOMATON = new Automaton(GRAMMAR);
    }

    /**
     * The error that Nix reports.
     *
     * @param tokens the tokens of the text, with the parser's place where it stopped
     */
    static ParseFailure explain(String text, Tokens tokens, boolean definitions) {
        NixTokens lexer = new NixTokens(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        Automaton.Run run = Machine.AUTOMATON.new Run();
        if (definitions) {
            run.accept(Machine.GRAMMAR.terminal(MessageGrammar.DEFINITIONS_MARK));
        }
        Places places = new Places(text.length());
        for (int count = 0; ; count++) {
            tokens.checkpointAt(count);
            Token token = lexer.nextToken();
            places.next(token);
            if (token.getChannel() != Token.DEFAULT_CHANNEL) {
                continue;
            }
            ParseFailure fault = tokens.fault();
            if (fault != null && token.getStartIndex() >= tokens.faultStart()) {
                return fault;
            }
            int terminal = Machine.GRAMMAR.terminal(token.getType());
            if (!run.accept(terminal)) {
                int offset = terminal == MessageGrammar.END ? places.end : places.start;
                return new ParseFailure(message(terminal, run.expected()), offset);
            }
            if (terminal == MessageGrammar.END) {
                throw new IllegalStateException("the parser and the automaton of messages disagree");
            }
        }
    }

    /**
     * The places that Nix gives to tokens, blank ones included. The empty token behind a path has the place of the path's last
     * part, and at the end of the file even that of the token before, where the end of the file then is, too.
     */
    private static final class Places {
        private final int length;
        private int start;
        private int end;
        private int previousStart;
        private int previousEnd;
        private boolean pathAtEnd;

        Places(int length) {
            this.length = length;
        }

        void next(Token token) {
            if (pathAtEnd) {
                return;
            }
            if (token.getType() != NixTokens.PATH_END) {
                previousStart = start;
                previousEnd = end;
                start = token.getStartIndex();
                end = token.getStopIndex() + 1;
            } else if (token.getStartIndex() >= length) {
                start = previousStart;
                end = previousEnd;
                pathAtEnd = true;
            }
        }
    }

    /** The message about a terminal that a state did not expect. */
    static String message(int unexpected, List<Integer> expected) {
        StringBuilder message = new StringBuilder("syntax error, unexpected ");
        message.append(Machine.GRAMMAR.display(unexpected));
        for (int i = 0; i < expected.size() && expected.size() <= MOST_EXPECTED; i++) {
            message.append(i == 0 ? ", expecting " : " or ").append(Machine.GRAMMAR.display(expected.get(i)));
        }
        return message.toString();
    }
}
