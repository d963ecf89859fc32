package io.github.nix4j.store.rewrite;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What to replace in a stream of bytes: full store paths, and the hash part of one path wherever it occurs. What replaces is as long
 * as what it replaces. Looks at the text's hash parts only, so that the time does not grow with the number of paths.
 * Set up by one thread, then thread-safe.
 */
public final class PathRewriting {
    private static final int LENGTH = StorePath.HASH_LENGTH;
    private static final boolean[] IN_HASHES = inHashes();

    /**
     * What is done where a hash part occurs.
     *
     * @param before how many bytes before the hash part belong to what is replaced
     */
    private record Rule(byte[] from, byte[] to, int before) {}

    private final Map<String, Rule> rules = new HashMap<>();
    private int longest = 1;

    private static boolean[] inHashes() {
        boolean[] table = new boolean[256];
        for (char c : "0123456789abcdfghijklmnpqrsvwxyz".toCharArray()) {
            table[c] = true;
        }
        return table;
    }

    /** Replaces the full path of {@code from} by that of {@code to}, which has the same name. */
    public PathRewriting path(StoreDir dir, StorePath from, StorePath to) {
        byte[] text = ByteText.bytes(dir.print(from));
        return add(
                from.hashPart(),
                new Rule(text, ByteText.bytes(dir.print(to)), dir.path().length() + 1));
    }

    /** Replaces the hash part of {@code from} by that of {@code to}. */
    public PathRewriting hashPart(StorePath from, StorePath to) {
        return add(from.hashPart(), new Rule(ByteText.bytes(from.hashPart()), ByteText.bytes(to.hashPart()), 0));
    }

    /** Replaces the hash part of {@code path} by zero bytes: what an object is hashed as that refers to itself. */
    public PathRewriting blank(StorePath path) {
        return add(path.hashPart(), new Rule(ByteText.bytes(path.hashPart()), new byte[LENGTH], 0));
    }

    private PathRewriting add(String hashPart, Rule rule) {
        if (rule.from.length != rule.to.length) {
            throw new IllegalArgumentException("paths of different lengths");
        }
        rules.put(hashPart, rule);
        longest = Math.max(longest, rule.from.length);
        return this;
    }

    /** The most bytes that belong together. */
    int longest() {
        return longest;
    }

    /** Replaces in place what begins in {@code [0, limit)} and ends before {@code end}. */
    void apply(byte[] bytes, int limit, int end) {
        int at = 0;
        while (at + LENGTH <= end) {
            // From the back: one byte that no hash has rules out all places up to it.
            int i = at + LENGTH - 1;
            while (i >= at && IN_HASHES[bytes[i] & 0xff]) {
                i--;
            }
            if (i >= at) {
                at = i + 1;
                continue;
            }
            Rule rule = rules.get(new String(bytes, at, LENGTH, StandardCharsets.ISO_8859_1));
            int start = rule == null ? 0 : at - rule.before;
            if (rule != null && start < limit && isAt(rule, bytes, start, end)) {
                System.arraycopy(rule.to, 0, bytes, start, rule.to.length);
                at = start + rule.to.length;
            } else {
                at++;
            }
        }
    }

    private static boolean isAt(Rule rule, byte[] bytes, int start, int end) {
        int length = rule.from.length;
        return start >= 0
                && start + length <= end
                && java.util.Arrays.equals(bytes, start, start + length, rule.from, 0, length);
    }
}
