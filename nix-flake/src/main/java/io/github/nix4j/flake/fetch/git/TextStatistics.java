package io.github.nix4j.flake.fetch.git;

/**
 * What bytes a file has, by which Git tells text from other things.
 *
 * @param lineEnds how many line feeds follow a carriage return
 * @param hasZero whether any byte is zero
 * @param hasLoneReturn whether a carriage return has no line feed behind it
 * @param readable how many bytes are characters, those beyond ASCII among them
 * @param unreadable how many are control characters that texts do not have, zeros among them
 */
record TextStatistics(int lineEnds, boolean hasZero, boolean hasLoneReturn, int readable, int unreadable) {
    /** So many readable characters make up for one that is not. */
    private static final int ENOUGH_SHIFT = 7;

    private static final int DELETE = 0x7f;
    private static final int ESCAPE = 0x1b;
    private static final int END_OF_FILE = 0x1a;
    private static final int VERTICAL_TAB = 0x0b;

    static TextStatistics of(byte[] content) {
        int lineEnds = 0;
        int returns = 0;
        int zeros = 0;
        int readable = 0;
        int unreadable = 0;
        // Programs of old end texts with it.
        int end =
                content.length > 0 && content[content.length - 1] == END_OF_FILE ? content.length - 1 : content.length;
        for (int i = 0; i < end; i++) {
            int at = Byte.toUnsignedInt(content[i]);
            if (at == '\r') {
                returns++;
                if (i + 1 < end && content[i + 1] == '\n') {
                    lineEnds++;
                }
            } else if (at == 0) {
                zeros++;
                unreadable++;
            } else if ((at >= ' ' && at != DELETE)
                    || at == '\t'
                    || at == '\f'
                    || at == VERTICAL_TAB
                    || at == '\b'
                    || at == ESCAPE) {
                readable++;
            } else if (at != '\n') {
                unreadable++;
            }
        }
        return new TextStatistics(lineEnds, zeros > 0, returns != lineEnds, readable, unreadable);
    }

    /** Whether Git, where nobody says, takes the file for no text when it looks at line ends. */
    boolean isBinary() {
        return hasLoneReturn || hasZero || readable >> ENOUGH_SHIFT < unreadable;
    }
}
