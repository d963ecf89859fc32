package io.github.nix4j.lang.parser.internal;

/** The classes of bytes that the lexical rules name. */
final class ByteClass {
    private static final int IDENTIFIER = 1;
    private static final int PATH = 2;
    private static final int SCHEME = 4;
    private static final int URI = 8;
    private static final int DIGIT = 16;

    private static final byte[] CLASSES = classes();

    private ByteClass() {}

    private static byte[] classes() {
        byte[] classes = new byte[256];
        String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        mark(classes, letters, IDENTIFIER | PATH | SCHEME | URI);
        mark(classes, "0123456789", IDENTIFIER | PATH | SCHEME | URI | DIGIT);
        mark(classes, "_'-", IDENTIFIER);
        mark(classes, "._-+", PATH);
        mark(classes, "+-.", SCHEME);
        mark(classes, "%/?:@&=+$,-_.!~*'", URI);
        return classes;
    }

    private static void mark(byte[] classes, String members, int bits) {
        for (int i = 0; i < members.length(); i++) {
            classes[members.charAt(i)] |= (byte) bits;
        }
    }

    static boolean isIdentifier(byte b) {
        return (CLASSES[b & 0xff] & IDENTIFIER) != 0;
    }

    static boolean isPath(byte b) {
        return (CLASSES[b & 0xff] & PATH) != 0;
    }

    static boolean isScheme(byte b) {
        return (CLASSES[b & 0xff] & SCHEME) != 0;
    }

    static boolean isUri(byte b) {
        return (CLASSES[b & 0xff] & URI) != 0;
    }

    static boolean isDigit(byte b) {
        return (CLASSES[b & 0xff] & DIGIT) != 0;
    }
}
