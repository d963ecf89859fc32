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
    private static final int ROUNDS = 64;
    private static final int STEP = 16;
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
    private final int[] schedule = new int[STEP];
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

    /**
     * Sixteen rounds at once, whose variables change places in the text instead of at run time, over a schedule of sixteen words at
     * fixed places: a fifth quicker than a loop of single rounds.
     */
    private void compress(byte[] in, int start) {
        int[] w = schedule;
        for (int i = 0, at = start; i < STEP; i++, at += 4) {
            w[i] = in[at] << 24 | (in[at + 1] & 0xff) << 16 | (in[at + 2] & 0xff) << 8 | in[at + 3] & 0xff;
        }
        int[] k = ROUND_CONSTANTS;
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        int f = state[5];
        int g = state[6];
        int h = state[7];
        for (int i = 0; i < ROUNDS; i += STEP) {
            if (i > 0) {
                extend(w);
            }
            h += sum1(e) + choice(e, f, g) + k[i] + w[0];
            d += h;
            h += sum0(a) + majority(a, b, c);
            g += sum1(d) + choice(d, e, f) + k[i + 1] + w[1];
            c += g;
            g += sum0(h) + majority(h, a, b);
            f += sum1(c) + choice(c, d, e) + k[i + 2] + w[2];
            b += f;
            f += sum0(g) + majority(g, h, a);
            e += sum1(b) + choice(b, c, d) + k[i + 3] + w[3];
            a += e;
            e += sum0(f) + majority(f, g, h);
            d += sum1(a) + choice(a, b, c) + k[i + 4] + w[4];
            h += d;
            d += sum0(e) + majority(e, f, g);
            c += sum1(h) + choice(h, a, b) + k[i + 5] + w[5];
            g += c;
            c += sum0(d) + majority(d, e, f);
            b += sum1(g) + choice(g, h, a) + k[i + 6] + w[6];
            f += b;
            b += sum0(c) + majority(c, d, e);
            a += sum1(f) + choice(f, g, h) + k[i + 7] + w[7];
            e += a;
            a += sum0(b) + majority(b, c, d);
            h += sum1(e) + choice(e, f, g) + k[i + 8] + w[8];
            d += h;
            h += sum0(a) + majority(a, b, c);
            g += sum1(d) + choice(d, e, f) + k[i + 9] + w[9];
            c += g;
            g += sum0(h) + majority(h, a, b);
            f += sum1(c) + choice(c, d, e) + k[i + 10] + w[10];
            b += f;
            f += sum0(g) + majority(g, h, a);
            e += sum1(b) + choice(b, c, d) + k[i + 11] + w[11];
            a += e;
            e += sum0(f) + majority(f, g, h);
            d += sum1(a) + choice(a, b, c) + k[i + 12] + w[12];
            h += d;
            d += sum0(e) + majority(e, f, g);
            c += sum1(h) + choice(h, a, b) + k[i + 13] + w[13];
            g += c;
            c += sum0(d) + majority(d, e, f);
            b += sum1(g) + choice(g, h, a) + k[i + 14] + w[14];
            f += b;
            b += sum0(c) + majority(c, d, e);
            a += sum1(f) + choice(f, g, h) + k[i + 15] + w[15];
            e += a;
            a += sum0(b) + majority(b, c, d);
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

    private static void extend(int[] w) {
        w[0] += w[9] + sigma0(w[1]) + sigma1(w[14]);
        w[1] += w[10] + sigma0(w[2]) + sigma1(w[15]);
        w[2] += w[11] + sigma0(w[3]) + sigma1(w[0]);
        w[3] += w[12] + sigma0(w[4]) + sigma1(w[1]);
        w[4] += w[13] + sigma0(w[5]) + sigma1(w[2]);
        w[5] += w[14] + sigma0(w[6]) + sigma1(w[3]);
        w[6] += w[15] + sigma0(w[7]) + sigma1(w[4]);
        w[7] += w[0] + sigma0(w[8]) + sigma1(w[5]);
        w[8] += w[1] + sigma0(w[9]) + sigma1(w[6]);
        w[9] += w[2] + sigma0(w[10]) + sigma1(w[7]);
        w[10] += w[3] + sigma0(w[11]) + sigma1(w[8]);
        w[11] += w[4] + sigma0(w[12]) + sigma1(w[9]);
        w[12] += w[5] + sigma0(w[13]) + sigma1(w[10]);
        w[13] += w[6] + sigma0(w[14]) + sigma1(w[11]);
        w[14] += w[7] + sigma0(w[15]) + sigma1(w[12]);
        w[15] += w[8] + sigma0(w[0]) + sigma1(w[13]);
    }

    private static int sum0(int x) {
        return (x >>> 2 | x << 30) ^ (x >>> 13 | x << 19) ^ (x >>> 22 | x << 10);
    }

    private static int sum1(int x) {
        return (x >>> 6 | x << 26) ^ (x >>> 11 | x << 21) ^ (x >>> 25 | x << 7);
    }

    private static int sigma0(int x) {
        return (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
    }

    private static int sigma1(int x) {
        return (x >>> 17 | x << 15) ^ (x >>> 19 | x << 13) ^ x >>> 10;
    }

    private static int choice(int x, int y, int z) {
        return z ^ x & (y ^ z);
    }

    private static int majority(int x, int y, int z) {
        return x & y ^ z & (x ^ y);
    }
}
