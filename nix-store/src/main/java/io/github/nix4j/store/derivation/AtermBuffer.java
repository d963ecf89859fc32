package io.github.nix4j.store.derivation;

import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes of a derivation's text, as they come. Evaluation writes thousands of them, so all goes into one array. Not thread-safe. */
final class AtermBuffer {
    private final StoreDir dir;
    private byte[] bytes;
    private int used;

    /** @param estimate about how many bytes will come */
    AtermBuffer(StoreDir dir, int estimate) {
        this.dir = dir;
        this.bytes = new byte[estimate];
    }

    /** How many bytes there are. */
    int size() {
        return used;
    }

    /** The SHA-256 of the bytes. */
    Hash sha256() {
        MessageDigest digest = HashAlgorithm.SHA256.newDigest();
        digest.update(bytes, 0, used);
        return Hash.of(HashAlgorithm.SHA256, digest.digest());
    }

    /** The bytes. */
    byte[] toBytes() {
        return used == bytes.length ? bytes : Arrays.copyOf(bytes, used);
    }

    /** Text that needs no escapes. */
    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) is just what byte text needs
    void raw(String text) {
        int length = text.length();
        need(length);
        text.getBytes(0, length, bytes, used);
        used += length;
    }

    /** Text that needs no escapes, as a string. */
    void quoted(String text) {
        raw("\"");
        raw(text);
        raw("\"");
    }

    /** A store path, as a string. */
    void path(StorePath path) {
        raw("\"");
        raw(dir.path());
        raw("/");
        raw(path.baseName());
        raw("\"");
    }

    /** Any text, as a string. */
    @SuppressWarnings("deprecation") // as for raw
    void escaped(String text) {
        int length = text.length();
        // Escapes from the upper half of the room to the lower one: bytes are quicker to go through than chars of a
        // text.
        need(2 * (long) length + 2);
        byte[] to = bytes;
        int at = used;
        to[at++] = '"';
        int from = at + length;
        int end = from + length;
        text.getBytes(0, length, to, from);
        for (; from < end; from++) {
            byte c = to[from];
            if (c > '"' && c != '\\') {
                // As nearly all: two comparisons instead of five.
                to[at++] = c;
                continue;
            }
            if (c == '"' || c == '\\') {
                to[at++] = '\\';
            } else if (c == '\n' || c == '\r' || c == '\t') {
                to[at++] = '\\';
                c = (byte) (c == '\n' ? 'n' : c == '\r' ? 'r' : 't');
            }
            to[at++] = c;
        }
        to[at++] = '"';
        used = at;
    }

    /** Bytes of another text. */
    void bytes(byte[] from, int start, int end) {
        need(end - start);
        System.arraycopy(from, start, bytes, used, end - start);
        used += end - start;
    }

    private void need(long room) {
        if (bytes.length - used < room) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(2L * bytes.length, used + room)));
        }
    }
}
