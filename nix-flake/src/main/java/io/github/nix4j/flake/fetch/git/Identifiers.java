package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.store.ByteText;

/** The place in a file where Git writes the name of the file's object if the attribute {@code ident} says so. */
final class Identifiers {
    private static final String START = "$Id";
    private static final int ENOUGH_SHIFT = 7;
    private static final int DELETE = 0x7f;
    private static final int ESCAPE = 0x1b;
    private static final int VERTICAL_TAB = 0x0b;

    private Identifiers() {}

    /** The content as it is stored, with nothing in the first such place. */
    static byte[] removed(byte[] content) {
        if (isBinary(content)) {
            return content;
        }
        String text = ByteText.of(content);
        int start = text.indexOf(START);
        int end = start < 0 ? -1 : text.indexOf('$', start + START.length());
        return end < 0 ? content : ByteText.bytes(text.substring(0, start) + "$Id$" + text.substring(end + 1));
    }

    /** As libgit2 has it, which asks in another way here than for line ends. */
    private static boolean isBinary(byte[] content) {
        String text = ByteText.of(content);
        if (text.startsWith("\u00fe\u00ff") || text.startsWith("\u00ff\u00fe") || text.startsWith("\0\0\u00fe\u00ff")) {
            return true;
        }
        int readable = 0;
        int unreadable = 0;
        for (int i = text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if (at == 0) {
                return true;
            }
            if ((at >= ' ' && at != DELETE) || at == '\b' || at == '\f' || at == ESCAPE) {
                readable++;
            } else if (at != '\t' && at != '\n' && at != '\r' && at != VERTICAL_TAB) {
                unreadable++;
            }
        }
        return readable >> ENOUGH_SHIFT < unreadable;
    }
}
