package io.github.nix4j.lang.parser.internal;

/** The words that are no identifiers. */
final class Keywords {
    private Keywords() {}

    /** The type of the word {@code [start, end)}. */
    static int typeOf(byte[] src, int start, int end) {
        switch (end - start) {
            case 2:
                return two(src[start], src[start + 1]);
            case 3:
                if (is("let", src, start)) {
                    return NixTokens.LET;
                }
                return is("rec", src, start) ? NixTokens.REC : NixTokens.ID;
            case 4:
                if (is("then", src, start)) {
                    return NixTokens.THEN;
                }
                if (is("else", src, start)) {
                    return NixTokens.ELSE;
                }
                return is("with", src, start) ? NixTokens.WITH : NixTokens.ID;
            case 6:
                return is("assert", src, start) ? NixTokens.ASSERT : NixTokens.ID;
            case 7:
                return is("inherit", src, start) ? NixTokens.INHERIT : NixTokens.ID;
            default:
                return NixTokens.ID;
        }
    }

    private static int two(byte first, byte second) {
        if (first == 'i') {
            return second == 'f' ? NixTokens.IF : second == 'n' ? NixTokens.IN : NixTokens.ID;
        }
        return first == 'o' && second == 'r' ? NixTokens.OR_KW : NixTokens.ID;
    }

    private static boolean is(String word, byte[] src, int start) {
        for (int i = 0; i < word.length(); i++) {
            if (src[start + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
