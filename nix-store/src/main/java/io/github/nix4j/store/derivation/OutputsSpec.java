package io.github.nix4j.store.derivation;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.path.BadStorePathException;
import io.github.nix4j.store.path.StorePathName;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which outputs of a derivation are meant: all of them, or some by name. */
public sealed interface OutputsSpec {
    /** Every output. */
    record All() implements OutputsSpec {
        @Override
        public boolean contains(String output) {
            return true;
        }

        @Override
        public String render() {
            return "*";
        }
    }

    /** The outputs with these names, at least one. */
    record Names(SortedSet<String> names) implements OutputsSpec {
        public Names {
            if (names.isEmpty()) {
                throw new IllegalArgumentException("no names");
            }
            names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
        }

        @Override
        public boolean contains(String output) {
            return names.contains(output);
        }

        @Override
        public String render() {
            return String.join(",", names);
        }
    }

    /** Whether {@code output} is meant. */
    boolean contains(String output);

    /** What {@link #parse} reads. */
    String render();

    /** Parses {@code *} or names separated by commas; throws {@link BadStorePathException} for what is no name. */
    static OutputsSpec parse(String text) {
        if (text.equals("*")) {
            return new All();
        }
        TreeSet<String> names = new TreeSet<>(List.of(text.split(",", -1)));
        names.forEach(StorePathName::check);
        return new Names(names);
    }

    /** The outputs that either means. */
    default OutputsSpec union(OutputsSpec other) {
        if (this instanceof Names mine && other instanceof Names others) {
            TreeSet<String> names = new TreeSet<>(mine.names);
            names.addAll(others.names);
            return new Names(names);
        }
        return new All();
    }

    /** Whether {@code other} means all that this one means, whatever outputs there are. */
    default boolean isSubsetOf(OutputsSpec other) {
        return other instanceof All
                || (this instanceof Names mine
                        && other instanceof Names others
                        && others.names.containsAll(mine.names));
    }

    /**
     * A text followed by the outputs that it names.
     *
     * @param text what is before the last {@code ^}
     * @param outputs what is after it; null where there is none, which leaves the choice to the reader
     */
    record Suffixed(String text, @Nullable OutputsSpec outputs) {
        /** Parses {@code TEXT} or {@code TEXT^OUTPUTS}; throws {@link StoreException}. */
        public static Suffixed parse(String text) {
            int cut = text.lastIndexOf('^');
            if (cut < 0) {
                return new Suffixed(text, null);
            }
            try {
                return new Suffixed(text.substring(0, cut), OutputsSpec.parse(text.substring(cut + 1)));
            } catch (BadStorePathException e) {
                throw new StoreException("invalid extended outputs specifier '" + text + "'", e);
            }
        }

        /** What {@link #parse} reads. */
        public String render() {
            return outputs == null ? text : text + '^' + outputs.render();
        }
    }
}
