package io.github.nix4j.testkit.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The variables that an expression can use, innermost first. Immutable. */
final class Scope {
    static final Scope EMPTY = new Scope(List.of());

    record Entry(String name, Type type, boolean weak) {}

    private final List<Entry> entries;

    private Scope(List<Entry> entries) {
        this.entries = entries;
    }

    /** With a variable that hides others of its name. */
    Scope and(String name, Type type) {
        return with(new Entry(name, type, false));
    }

    /** With a variable from a {@code with}, which hides only others of a {@code with}. */
    Scope andWeak(String name, Type type) {
        return with(new Entry(name, type, true));
    }

    private Scope with(Entry entry) {
        List<Entry> more = new ArrayList<>(entries.size() + 1);
        more.add(entry);
        more.addAll(entries);
        return new Scope(more);
    }

    /** The variables that can be reached by their names. */
    List<Entry> visible() {
        Set<String> seen = new HashSet<>();
        List<Entry> visible = new ArrayList<>();
        for (boolean weak : new boolean[] {false, true}) {
            for (Entry entry : entries) {
                if (entry.weak() == weak && seen.add(entry.name())) {
                    visible.add(entry);
                }
            }
        }
        return visible;
    }
}
