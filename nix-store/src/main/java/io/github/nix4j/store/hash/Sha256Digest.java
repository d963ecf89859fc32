package io.github.nix4j.store.hash;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * SHA-256 (FIPS 180-4) for JVMs that only have the quick compiler, such as those of the program's short commands. That compiler
 * does not know the processor's instructions for it, so the JDK's own digest is no faster there, and looking that up takes a
 * start 30 ms (measured on JDK 25 with an AOT cache; a whole {@code flake metadata} took 170). Not thread-safe.
 */
final class Sha256Digest extends MessageDigest {
    private static final int BLOCK = 64;
    private static final int SIZE = 32;
    private static final int LENGTH_AT = 56;

    private static final int[] ROUND_CONSTANTS = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private final int[] state = new int[8];
    private final int[] schedule = new int[BLOCK];
    private final byte[] block = new byte[BLOCK];
    private int used;
    private long length;

    Sha256Digest() {
        super("SHA-256");
        engineReset();
    }

    @Override
    protected void engineReset() {
        state[0] = 0x6a09e667;
        state[1] = 0xbb67ae85;
        state[2] = 0x3c6ef372;
        state[3] = 0xa54ff53a;
        state[4] = 0x510e527f;
        state[5] = 0x9b05688c;
        state[6] = 0x1f83d9ab;
        state[7] = 0x5be0cd19;
        used = 0;
        length = 0;
    }

    @Override
    protected int engineGetDigestLength() {
        return SIZE;
    }

    @Override
    protected void engineUpdate(byte input) {
        block[used++] = input;
        length++;
        if (used == BLOCK) {
            compress(block, 0);
            used = 0;
        }
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int count) {
        int at = offset;
        int left = count;
        length += count;
        if (used > 0) {
            int taken = Math.min(left, BLOCK - used);
            System.arraycopy(input, at, block, used, taken);
            used += taken;
            at += taken;
            left -= taken;
            if (used < BLOCK) {
                return;
            }
            compress(block, 0);
            used = 0;
        }
        for (; left >= BLOCK; left -= BLOCK) {
            compress(input, at);
            at += BLOCK;
        }
        System.arraycopy(input, at, block, 0, left);
        used = left;
    }

    @Override
    protected byte[] engineDigest() {
        long bits = length << 3;
        block[used++] = (byte) 0x80;
        if (used > LENGTH_AT) {
            Arrays.fill(block, used, BLOCK, (byte) 0);
            compress(block, 0);
            used = 0;
        }
        Arrays.fill(block, used, LENGTH_AT, (byte) 0);
        for (int i = 0; i < Long.BYTES; i++) {
            block[BLOCK - 1 - i] = (byte) (bits >>> Byte.SIZE * i);
        }
        compress(block, 0);
        byte[] hash = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            hash[i] = (byte) (state[i >> 2] >>> Byte.SIZE * (3 - (i & 3)));
        }
        engineReset();
        return hash;
    }

    /** Written out, with shifts instead of calls that rotate: it runs in the interpreter at first. */
    private void compress(byte[] in, int start) {
        int[] w = schedule;
        for (int i = 0, at = start; i < 16; i++, at += 4) {
            w[i] = in[at] << 24 | (in[at + 1] & 0xff) << 16 | (in[at + 2] & 0xff) << 8 | in[at + 3] & 0xff;
        }
        for (int i = 16; i < BLOCK; i++) {
            int x = w[i - 15];
            int y = w[i - 2];
            w[i] = w[i - 16]
                    + w[i - 7]
                    + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3)
                    + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10);
        }
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int i = 0; i < BLOCK; i++) {
            int sum = h
                    + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7))
                    + (g ^ e & (f ^ g))
                    + ROUND_CONSTANTS[i]
                    + w[i];
            int more = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ c & (a ^ b));
            h = g;
            g = f;
            f = e;
            e = d + sum;
            d = c;
            c = b;
            b = a;
            a = sum + more;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
        state[5] += f;
        state[6] += g;
        state[7] += h;
    }
}
