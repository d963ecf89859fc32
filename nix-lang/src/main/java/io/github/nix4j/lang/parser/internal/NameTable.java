package io.github.nix4j.lang.parser.internal;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The names of a file in the order in which Nix's parser enters them into its symbol table, each as one string.
 *
 * <p>The order is visible: Nix keeps sets sorted by symbol, and so it decides which of several faults is met first.
 */
final class NameTable {
    private static final int BYTES_A_NAME = 40;

    private final ToIntFunction<String> known;
    private @Nullable String[] names;
    private int[] hashes;
    private int[] slots;
    private int size;

    /** A table for the names of a text of some length; {@code known} tells the places of names that are known from before. */
    NameTable(int textLength, ToIntFunction<String> known) {
        this.known = known;
        int capacity = Integer.highestOneBit(16 + textLength / BYTES_A_NAME);
        names = new @Nullable String[capacity];
        hashes = new int[capacity];
        slots = new int[capacity * 2];
    }

    /** Enters a name; the same string for every equal one. */
    String enter(String name) {
        return enter(name, 0, name.length());
    }

    /** Enters the name {@code [start, end)} of a text. */
    String enter(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + text.charAt(i);
        }
        int slot = slot(text, start, end - start, hash);
        if (slots[slot] == 0) {
            if (size == names.length) {
                grow();
                slot = slot(text, start, end - start, hash);
            }
            hashes[size] = hash;
            names[size] = text.substring(start, end);
            slots[slot] = ++size;
        }
        return name(slots[slot] - 1);
    }

    /** The slot in which a name is, or in which it is to be entered. */
    private int slot(String text, int start, int length, int hash) {
        int mask = slots.length - 1;
        int slot = spread(hash) & mask;
        while (slots[slot] != 0 && !isAt(slots[slot] - 1, text, start, length, hash)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isAt(int index, String text, int start, int length, int hash) {
        String name = name(index);
        return hashes[index] == hash && name.length() == length && name.regionMatches(0, text, start, length);
    }

    private String name(int index) {
        String name = names[index];
        if (name == null) {
            throw new IllegalStateException("a slot without its name");
        }
        return name;
    }

    private static int spread(int hash) {
        return hash ^ hash >>> 15;
    }

    private void grow() {
        names = Arrays.copyOf(names, size * 2);
        hashes = Arrays.copyOf(hashes, size * 2);
        slots = new int[size * 4];
        int mask = slots.length - 1;
        for (int i = 0; i < size; i++) {
            int slot = spread(hashes[i]) & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = i + 1;
        }
    }

    /** The place of an entered name in Nix's symbol table, as a number to compare: what was known before comes first. */
    long rank(String name) {
        int before = known.applyAsInt(name);
        return before >= 0 ? before : (1L << Integer.SIZE) + ordinal(name);
    }

    private int ordinal(String name) {
        int index = slots[slot(name, 0, name.length(), name.hashCode())] - 1;
        if (index < 0) {
            throw new IllegalArgumentException("no name of this file: " + name);
        }
        return index;
    }

    /** The names in the order in which they were entered. */
    List<String> inOrder() {
        return List.of(Arrays.copyOf(names, size, String[].class));
    }
}
