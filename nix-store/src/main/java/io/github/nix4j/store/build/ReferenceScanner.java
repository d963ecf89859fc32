package io.github.nix4j.store.build;

import io.github.nix4j.store.path.StorePath;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Finds which store paths occur in what is written to it, by the hash parts of their names. Not thread-safe. */
final class ReferenceScanner extends OutputStream {
    private static final int LENGTH = StorePath.HASH_LENGTH;
    private static final boolean[] IN_HASHES = inHashes();

    private final Map<String, StorePath> wanted = new HashMap<>();
    private final TreeSet<StorePath> found = new TreeSet<>();
    /** The end of what was written before: a hash may lie across two writes. */
    private byte[] tail = new byte[0];

    ReferenceScanner(Collection<StorePath> candidates) {
        candidates.forEach(path -> wanted.put(path.hashPart(), path));
    }

    private static boolean[] inHashes() {
        boolean[] table = new boolean[256];
        for (char c : "0123456789abcdfghijklmnpqrsvwxyz".toCharArray()) {
            table[c] = true;
        }
        return table;
    }

    /** The candidates that have occurred so far. */
    TreeSet<StorePath> found() {
        return found;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int overlap = Math.min(length, LENGTH - 1);
        byte[] joint = new byte[tail.length + overlap];
        System.arraycopy(tail, 0, joint, 0, tail.length);
        System.arraycopy(bytes, offset, joint, tail.length, overlap);
        scan(joint, 0, joint.length);
        scan(bytes, offset, length);
        keepTail(joint, bytes, offset, length);
    }

    private void keepTail(byte[] joint, byte[] bytes, int offset, int length) {
        int keep = LENGTH - 1;
        if (length >= keep) {
            tail = java.util.Arrays.copyOfRange(bytes, offset + length - keep, offset + length);
        } else {
            tail = java.util.Arrays.copyOfRange(joint, Math.max(0, joint.length - keep), joint.length);
        }
    }

    private void scan(byte[] bytes, int offset, int length) {
        int end = offset + length;
        int start = offset;
        while (start + LENGTH <= end && !wanted.isEmpty()) {
            // From the back: one byte that no hash has rules out all places up to it.
            int i = start + LENGTH - 1;
            while (i >= start && IN_HASHES[bytes[i] & 0xff]) {
                i--;
            }
            if (i >= start) {
                start = i + 1;
                continue;
            }
            StorePath path = wanted.remove(new String(bytes, start, LENGTH, StandardCharsets.ISO_8859_1));
            if (path != null) {
                found.add(path);
            }
            start++;
        }
    }
}
