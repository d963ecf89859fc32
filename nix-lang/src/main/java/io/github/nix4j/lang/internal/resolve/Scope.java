package io.github.nix4j.lang.internal.resolve;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One environment as the resolver sees it: which names have which slot. A {@code with} has no names, only a place. */
final class Scope {
    final @Nullable Scope up;
    final boolean isWith;
    final int withPos;
    private final Map<String, Integer> slots;

    private Scope(@Nullable Scope up, boolean isWith, int withPos, Map<String, Integer> slots) {
        this.up = up;
        this.isWith = isWith;
        this.withPos = withPos;
        this.slots = slots;
    }

    /** An environment for {@code names}, whose slots count from 1. */
    static Scope of(@Nullable Scope up, String... names) {
        Map<String, Integer> slots = new HashMap<>(names.length * 2);
        for (int i = 0; i < names.length; i++) {
            slots.put(names[i], i + 1);
        }
        return new Scope(up, false, 0, slots);
    }

    /** An environment whose names have the slots that {@code slots} says. */
    static Scope of(Map<String, Integer> slots) {
        return new Scope(null, false, 0, slots);
    }

    static Scope with(@Nullable Scope up, int pos) {
        return new Scope(up, true, pos, Map.of());
    }

    /** The slot of {@code name} here, or 0. */
    int slot(String name) {
        Integer slot = slots.get(name);
        return slot == null ? 0 : slot;
    }
}
