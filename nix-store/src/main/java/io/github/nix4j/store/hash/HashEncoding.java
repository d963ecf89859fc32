package io.github.nix4j.store.hash;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The alphabets of hashes. Decoders give null for a character outside the alphabet and otherwise whatever length comes out:
 * Nix compares lengths afterwards, and its messages quote them.
 */
enum HashEncoding {
    BASE16 {
        @Override
        String encode(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }

        @Override
        byte @Nullable [] decode(String text) {
            byte[] out = new byte[text.length() / 2];
            for (int i = 0; i < out.length; i++) {
                char high = text.charAt(2 * i);
                char low = text.charAt(2 * i + 1);
                if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                    return null;
                }
                out[i] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
            }
            return out;
        }

        @Override
        int length(int bytes) {
            return bytes * 2;
        }
    },
    /** The bytes are one little-endian number, written in base 32 with the most significant digit first. */
    NIX32 {
        @Override
        String encode(byte[] bytes) {
            char[] out = new char[length(bytes.length)];
            for (int n = 0; n < out.length; n++) {
                int bit = (out.length - 1 - n) * 5;
                int low = (bytes[bit >> 3] & 0xff) >> (bit & 7);
                int high = (bit >> 3) + 1 < bytes.length ? (bytes[(bit >> 3) + 1] & 0xff) << (8 - (bit & 7)) : 0;
                out[n] = NIX32_ALPHABET.charAt((low | high) & 31);
            }
            return new String(out);
        }

        @Override
        byte @Nullable [] decode(String text) {
            byte[] out = new byte[text.length() * 5 / 8 + 1];
            for (int n = 0; n < text.length(); n++) {
                char c = text.charAt(text.length() - 1 - n);
                int digit = c < 128 ? NIX32_ALPHABET.indexOf(c) : -1;
                if (digit < 0) {
                    return null;
                }
                int bit = n * 5;
                int shifted = digit << (bit & 7);
                out[bit >> 3] |= (byte) shifted;
                if (shifted >> 8 != 0) {
                    out[(bit >> 3) + 1] |= (byte) (shifted >> 8);
                }
            }
            // Spare high bits count as one more byte only when they are set: such a text is then too long.
            int whole = text.length() * 5 / 8;
            return whole < out.length && out[whole] != 0 ? out : Arrays.copyOf(out, whole);
        }

        @Override
        int length(int bytes) {
            return (bytes * 8 + 4) / 5;
        }
    },
    BASE64 {
        @Override
        String encode(byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }

        // Not java.util.Base64: Nix stops at the first '=', skips line feeds and ignores spare bits.
        @Override
        byte @Nullable [] decode(String text) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() * 3 / 4);
            int bits = 0;
            int held = 0;
            for (int i = 0; i < text.length() && text.charAt(i) != '='; i++) {
                char c = text.charAt(i);
                if (c == '\n') {
                    continue;
                }
                int digit = base64Digit(c);
                if (digit < 0) {
                    return null;
                }
                held = held << 6 | digit;
                bits += 6;
                if (bits >= 8) {
                    bits -= 8;
                    out.write(held >> bits);
                }
            }
            return out.toByteArray();
        }

        @Override
        int length(int bytes) {
            return (bytes + 2) / 3 * 4;
        }
    };

    /** The digits of Nix's base 32: no e, o, u, t. */
    static final String NIX32_ALPHABET = "0123456789abcdfghijklmnpqrsvwxyz";

    abstract String encode(byte[] bytes);

    abstract byte @Nullable [] decode(String text);

    /** How many characters encode {@code bytes} bytes. */
    abstract int length(int bytes);

    private static int base64Digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' ? 62 : c == '/' ? 63 : -1;
    }
}
