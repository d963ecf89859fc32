package io.github.nix4j.lang.url;

import io.github.nix4j.store.ByteText;

/** Percent-encoding of URLs over byte text: everything but RFC 3986's unreserved characters is encoded, unless kept. */
public final class PercentEncoding {
    private static final String HEX = "0123456789ABCDEF";

    private PercentEncoding() {}

    /** Encodes {@code text}, leaving unreserved characters and those of {@code keep}. */
    public static String encode(String text, String keep) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isUnreserved(c) || keep.indexOf(c) >= 0) {
                out.append(c);
            } else {
                append(out, c);
            }
        }
        return out.toString();
    }

    /** Encodes only the characters of {@code chars}. */
    static String encodeOnly(String text, String chars) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (chars.indexOf(c) >= 0) {
                append(out, c);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Decodes {@code text}; a percent sign without two hexadecimal digits is an error. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] out = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (!isEscape(text, i)) {
                    throw new BadUrlException("invalid URI parameter '" + text + "': "
                            + (i + 2 < text.length() ? "bad hexdig in pct-encoding" : "incomplete pct-encoding"));
                }
                c = (char) (Character.digit(text.charAt(i + 1), 16) * 16 + Character.digit(text.charAt(i + 2), 16));
                i += 2;
            }
            out[length++] = (byte) c;
        }
        return ByteText.of(java.util.Arrays.copyOf(out, length));
    }

    static boolean isEscape(String text, int at) {
        return at + 2 < text.length() && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2));
    }

    static boolean isUnreserved(char c) {
        return isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static boolean isHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    private static void append(StringBuilder out, char c) {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }
}
