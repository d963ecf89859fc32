package io.github.nix4j.lang.internal.toml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The order in which the reference goes through a table: that of a hash table of its C++ library. It shows, since names get their
 * numbers in it, and of several failing attributes the one with the lowest number is reported.
 */
final class HashOrder {
    private static final long SEED = 0xc70f6907L;
    private static final long FACTOR = 0xc6a4a7935bd1e995L;

    /** How many buckets there are as a table grows. */
    private static final int[] BUCKETS = {
        13,
        29,
        59,
        127,
        257,
        541,
        1109,
        2357,
        5087,
        10273,
        20753,
        42043,
        85229,
        172933,
        351061,
        712697,
        1447153,
        2938679,
        5967347,
        12117689,
        24607243,
        49969847,
        101473717,
        206062531,
        418450721,
        849733877,
        1725517693
    };

    private final long[] hashes;
    private final int[] next;
    private int[] before = {};
    private int buckets;
    private int size;

    /** Index 0 is the head of the list, node {@code i} is the name {@code i - 1}. */
    private HashOrder(int capacity) {
        hashes = new long[capacity + 1];
        next = new int[capacity + 1];
    }

    /** The names, which were inserted in their order. */
    static List<String> of(Collection<String> names) {
        if (names.size() < 2) {
            return List.copyOf(names);
        }
        List<String> inserted = new ArrayList<>(names);
        HashOrder order = new HashOrder(inserted.size());
        for (String name : inserted) {
            order.add(hash(name));
        }
        List<String> all = new ArrayList<>(inserted.size());
        for (int node = order.next[0]; node != 0; node = order.next[node]) {
            all.add(inserted.get(node - 1));
        }
        return all;
    }

    private void add(long hash) {
        int node = ++size;
        hashes[node] = hash;
        if (size > buckets) {
            grow();
        }
        link(node);
    }

    private void grow() {
        for (int wanted : BUCKETS) {
            if (wanted > buckets) {
                buckets = wanted;
                break;
            }
        }
        before = new int[buckets];
        Arrays.fill(before, -1);
        int node = next[0];
        next[0] = 0;
        while (node != 0) {
            int following = next[node];
            link(node);
            node = following;
        }
    }

    /** To the front of its bucket, or of the whole list if its bucket is empty. */
    private void link(int node) {
        int bucket = bucket(node);
        int predecessor = before[bucket];
        if (predecessor < 0) {
            predecessor = 0;
            before[bucket] = 0;
            if (next[0] != 0) {
                before[bucket(next[0])] = node;
            }
        }
        next[node] = next[predecessor];
        next[predecessor] = node;
    }

    private int bucket(int node) {
        return (int) Long.remainderUnsigned(hashes[node], buckets);
    }

    /** MurmurHash64A. */
    private static long hash(String name) {
        int length = name.length();
        int whole = length & ~7;
        long hash = SEED ^ length * FACTOR;
        for (int i = 0; i < whole; i += 8) {
            hash = (hash ^ mixed(load(name, i, 8) * FACTOR) * FACTOR) * FACTOR;
        }
        if (whole < length) {
            hash = (hash ^ load(name, whole, length - whole)) * FACTOR;
        }
        return mixed(mixed(hash) * FACTOR);
    }

    private static long mixed(long n) {
        return n ^ n >>> 47;
    }

    private static long load(String name, int at, int bytes) {
        long n = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            n = n << 8 | name.charAt(at + i) & 0xff;
        }
        return n;
    }
}
