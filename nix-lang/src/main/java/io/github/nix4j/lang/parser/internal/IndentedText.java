package io.github.nix4j.lang.parser.internal;

import java.nio.charset.StandardCharsets;

/**
 * The text of indented strings: where it ends, and the pieces that Nix sees in it.
 *
 * <p>A piece is plain text, or one escape. The cut matters: an escape ends the indentation of its line.
 */
final class IndentedText {
    private IndentedText() {}

    /** The offset of the closing quotes or of the interpolation that ends the text, or the end of the file. */
    static int end(byte[] src, int length, int from) {
        int i = from;
        while (i < length) {
            int size = pieceSize(src, length, i);
            if (size == 0) {
                return i;
            }
            i += size;
        }
        return length;
    }

    /** The size of the unit at an offset: a byte of text, two bytes of text that stand together, or an escape; 0 at an end. */
    static int pieceSize(byte[] src, int length, int i) {
        byte c = src[i];
        if (c != '$' && c != '\'') {
            return 1;
        }
        boolean last = i + 1 >= length;
        byte following = src[i + 1];
        if (c == '$') {
            if (following == '{') {
                return 0;
            }
            return last || following == '\'' ? 1 : 2;
        }
        if (following != '\'') {
            return last || following == '$' ? 1 : 2;
        }
        switch (src[i + 2]) {
            case '$':
            case '\'':
                return 3;
            case '\\':
                return i + 3 < length ? 4 : 0;
            default:
                return 0;
        }
    }

    /** Whether the unit of a size at an offset is an escape and not plain text. */
    static boolean isEscape(byte[] src, int i, int size) {
        return size > 2 || size == 1 && (src[i] == '$' || src[i] == '\'');
    }

    /** Reports if plain text in {@code [start, end)} has a NUL byte. */
    static void checkNoNul(Problems problems, byte[] src, int length, int start, int end) {
        for (int i = start; i < end; i++) {
            if (src[i] == 0) {
                checkNoNulSlowly(problems, src, length, start, end);
                return;
            }
        }
    }

    private static void checkNoNulSlowly(Problems problems, byte[] src, int length, int start, int end) {
        int pieceStart = start;
        boolean nul = false;
        for (int i = start; i <= end; ) {
            int size = i == end ? 3 : pieceSize(src, length, i);
            if (i == end || isEscape(src, i, size)) {
                if (nul) {
                    problems.report(StringText.nulIn(
                            new String(src, pieceStart, i - pieceStart, StandardCharsets.ISO_8859_1), pieceStart));
                    return;
                }
                pieceStart = i + size;
            } else {
                nul |= src[i] == 0 || size == 2 && src[i + 1] == 0;
            }
            i += size;
        }
    }
}
