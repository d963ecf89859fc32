package io.github.nix4j.lang.parser.internal;

import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNType;

/**
 * What the generated classes make their automata with: they import ANTLR's class of this name on demand, so that this one stands
 * before it. The parser's grammar is LL(1), hence its automaton is never asked, and an empty one does: that saves 5 ms of a
 * start. The generated lexer, which works by its automaton, gets the real one.
 */
final class ATNDeserializer {
    private static final int TYPE = 1;
    private static final int HIGHEST_TOKEN = 2;

    ATN deserialize(char[] serialized) {
        return serialized[TYPE] == ATNType.PARSER.ordinal()
                ? new ATN(ATNType.PARSER, serialized[HIGHEST_TOKEN])
                : new org.antlr.v4.runtime.atn.ATNDeserializer().deserialize(serialized);
    }
}
