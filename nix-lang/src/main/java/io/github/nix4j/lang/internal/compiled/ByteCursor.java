package io.github.nix4j.lang.internal.compiled;

import java.nio.charset.StandardCharsets;

/** A place in bytes that {@link ByteSink} made. */
class ByteCursor {
    final byte[] bytes;
    int at;

    ByteCursor(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    final int next() {
        return bytes[at++] & 0xff;
    }

    final int number() {
        int b = bytes[at++];
        if (b >= 0) {
            return b;
        }
        int value = b & 0x7f;
        int shift = 7;
        do {
            b = bytes[at++];
            value |= (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0);
        return value;
    }

    final int signed() {
        int value = number();
        return value >>> 1 ^ -(value & 1);
    }

    final long fixed() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (long) next() << shift;
        }
        return value;
    }

    final String text() {
        int length = number();
        String text = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        at += length;
        return text;
    }
}
