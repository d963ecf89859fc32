package io.github.nix4j.lang.internal.compiled;

/** The first byte of an encoded expression: its kind in the lower five bits, what else is to be known in the upper three. */
final class Kind {
    static final int VAR = 0;
    static final int STRING = 1;
    static final int INDENTED = 2;
    static final int URI = 3;
    static final int PATH = 4;
    static final int SEARCH = 5;
    static final int INT = 6;
    static final int FLOAT = 7;
    static final int SELECT = 8;
    static final int HAS = 9;
    static final int APPLY = 10;
    static final int LAMBDA = 11;
    static final int SET = 12;
    static final int LET = 13;
    static final int LEGACY_LET = 14;
    static final int LIST = 15;
    static final int WITH = 16;
    static final int IF = 17;
    static final int ASSERT = 18;
    static final int NOT = 19;
    static final int NEGATE = 20;
    static final int BINARY = 21;
    static final int STRINGS = 22;
    static final int PATHS = 23;
    static final int CUR_POS = 24;
    static final int SOURCE = 25;

    static final int MASK = 31;
    static final int FLAG_1 = 32;
    static final int FLAG_2 = 64;
    static final int FLAG_3 = 128;
    static final int FLAG_SHIFT = 5;

    /** How many quotes are around a text that is a piece of the source, or this for one that is written out. */
    static final int WRITTEN_OUT = 3;

    /** Encoded expressions from this many bytes on are read when they are run. Below, the book-keeping costs more. */
    static final int DEFERRED_FROM = 12;

    private Kind() {}
}
