package io.github.nix4j.testkit.program;

/**
 * A piece of program text and how tightly it binds. {@link #SPACE} stands for blanks that the layout chooses.
 *
 * @param level the precedence of its outermost operator: larger binds tighter
 */
record Code(String text, int level) {
    static final char SPACE = '\u0001';

    /** The first of 256 characters that stand for bytes. */
    static final char BYTE = '\ue000';

    static final int EXPRESSION = 0;
    static final int PIPE = 1;
    static final int IMPLICATION = 2;
    static final int OR = 3;
    static final int AND = 4;
    static final int EQUALITY = 5;
    static final int COMPARISON = 6;
    static final int UPDATE = 7;
    static final int NOT = 8;
    static final int SUM = 9;
    static final int PRODUCT = 10;
    static final int CONCATENATION = 11;
    static final int HAS_ATTRIBUTE = 12;
    static final int NEGATION = 13;
    static final int APPLICATION = 14;
    static final int SELECTION = 15;
    static final int ATOM = 16;

    static Code atom(String text) {
        return new Code(text, ATOM);
    }

    static Code of(int level, String text) {
        return new Code(text.replace(' ', SPACE), level);
    }

    /** With more text behind, which does not change how it binds. */
    Code plus(String... more) {
        return new Code(text + String.join("", more), level);
    }

    /** The text where something of at least {@code wanted} has to stand: in parentheses if need be. */
    String at(int wanted) {
        return level >= wanted ? text : "(" + text + ")";
    }
}
