package io.github.nix4j.store;

import java.nio.charset.StandardCharsets;

/**
 * The codec between byte text and Unicode text.
 *
 * <p>Nix's strings and file names are byte strings. nix4j holds them as <em>byte text</em>: a Java {@link String} each of
 * whose chars is one byte (0 to 255), so that length, order and hashing are Nix's own and the JVM stores one byte a char.
 * Byte text is converted to Unicode at the border only, here.
 */
public final class ByteText {
    private ByteText() {}

    /** The byte text of the UTF-8 encoding of {@code unicode}. */
    public static String fromUnicode(String unicode) {
        for (int i = 0; i < unicode.length(); i++) {
            if (unicode.charAt(i) >= 0x80) {
                return new String(unicode.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            }
        }
        return unicode;
    }

    /**
     * As {@link #fromUnicode}, of text that somebody else gave.
     *
     * @throws IllegalArgumentException for half of a surrogate pair, of which the encoding would make a question mark
     */
    public static String fromWholeUnicode(String unicode) {
        return fromUnicode(requireWhole(unicode));
    }

    /** {@code unicode}; throws {@link IllegalArgumentException} if it has half of a surrogate pair. */
    public static String requireWhole(String unicode) {
        for (int i = 0; i < unicode.length(); i++) {
            if (Character.isSurrogate(unicode.charAt(i))) {
                if (i + 1 >= unicode.length() || !Character.isSurrogatePair(unicode.charAt(i), unicode.charAt(i + 1))) {
                    throw new IllegalArgumentException("half of a surrogate pair is no Unicode text: " + unicode);
                }
                i++;
            }
        }
        return unicode;
    }

    /** Decodes byte text as UTF-8; malformed sequences become U+FFFD. */
    public static String toUnicode(String byteText) {
        for (int i = 0; i < byteText.length(); i++) {
            if (byteText.charAt(i) >= 0x80) {
                return new String(byteText.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        return byteText;
    }

    /** The byte text of {@code bytes}. */
    public static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The bytes of byte text. */
    public static byte[] bytes(String byteText) {
        return byteText.getBytes(StandardCharsets.ISO_8859_1);
    }
}
