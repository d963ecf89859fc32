package io.github.nix4j.lang.parser.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names of a file in the order in which Nix's parser enters them into its symbol table, each as one string.
 *
 * <p>The order is visible: Nix keeps sets sorted by symbol, and so it decides which of several faults is met first.
 */
final class NameTable {
    private final List<String> names = new ArrayList<>();
    private int[] slots = new int[64];
    private int[] hashes = new int[32];

    /** Enters a name; the same string for every equal one. */
    String enter(String name) {
        int hash = name.hashCode();
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            if (hashes[index] == hash && names.get(index).equals(name)) {
                return names.get(index);
            }
            slot = (slot + 1) & mask;
        }
        if (names.size() == hashes.length) {
            grow();
            return enter(name);
        }
        hashes[names.size()] = hash;
        names.add(name);
        slots[slot] = names.size();
        return name;
    }

    /** The place of an entered name in the order. */
    int ordinal(String name) {
        int mask = slots.length - 1;
        int slot = name.hashCode() & mask;
        while (slots[slot] != 0) {
            if (names.get(slots[slot] - 1).equals(name)) {
                return slots[slot] - 1;
            }
            slot = (slot + 1) & mask;
        }
        throw new IllegalArgumentException("no name of this file: " + name);
    }

    List<String> inOrder() {
        return List.copyOf(names);
    }

    private void grow() {
        hashes = Arrays.copyOf(hashes, hashes.length * 2);
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int i = 0; i < names.size(); i++) {
            int slot = hashes[i] & mask;
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = i + 1;
        }
    }
}
