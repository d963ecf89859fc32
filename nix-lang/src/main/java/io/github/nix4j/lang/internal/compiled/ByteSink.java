package io.github.nix4j.lang.internal.compiled;

import io.github.nix4j.store.ByteText;
import java.util.Arrays;

/** Bytes in the making. Numbers take as many bytes as they need, seven bits in each, the lowest first. */
final class ByteSink {
    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void add(int b) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
        }
        bytes[size++] = (byte) b;
    }

    /** A number, best a small one that is not negative. */
    void number(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            add(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        add(rest);
    }

    /** A number that is near zero, on either side. */
    void signed(int value) {
        number(value << 1 ^ value >> 31);
    }

    void fixed(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            add((int) (value >>> shift));
        }
    }

    /** Byte text with its length before it. */
    void text(String value) {
        byte[] text = ByteText.bytes(value);
        number(text.length);
        add(text);
    }

    void add(byte[] more) {
        if (size + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more.length));
        }
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    /** Replaces the zero at {@code at} by the number of bytes that follow it, which move up if it needs more than one. */
    void lengthAt(int at) {
        int length = size - at - 1;
        ByteSink prefix = new ByteSink();
        prefix.number(length);
        for (int i = 1; i < prefix.size; i++) {
            add(0);
        }
        System.arraycopy(bytes, at + 1, bytes, at + prefix.size, length);
        System.arraycopy(prefix.bytes, 0, bytes, at, prefix.size);
    }
}
