package io.github.nix4j.lang.internal.eval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where groups of builtins enter themselves: one line each with name, parameter names and code; what is special about it
 * follows by chained calls ({@code r.add2("trace", "e1 e2", Debug::trace).untraced()}).
 */
public final class BuiltinRegistry {
    /** A builtin or constant as registered. */
    public static final class Entry {
        final String name;
        final List<String> parameters;
        private final BiFunction<Entry, Evaluation, Value> maker;
        private boolean traced = true;
        private boolean global;
        private boolean impure;
        private String feature = "";
        private String doc = "";

        private Entry(String name, String parameters, BiFunction<Entry, Evaluation, Value> maker) {
            this.name = name;
            this.parameters = parameters.isEmpty() ? List.of() : List.of(parameters.split(" "));
            this.maker = maker;
        }

        /** Its errors get no frame that names it. */
        public Entry untraced() {
            traced = false;
            return this;
        }

        /** Also in scope without prefix; all others are in scope as {@code __name}. */
        public Entry global() {
            global = true;
            return this;
        }

        /** Absent in pure evaluation. */
        public Entry impure() {
            impure = true;
            return this;
        }

        /** Present only with this experimental feature. */
        public Entry gated(String experimentalFeature) {
            feature = experimentalFeature;
            return this;
        }

        /** What {@code :doc} shows: Markdown, our own words. */
        public Entry doc(String markdown) {
            doc = markdown;
            return this;
        }

        public String name() {
            return name;
        }

        public List<String> parameters() {
            return parameters;
        }

        public boolean isGlobal() {
            return global;
        }

        public boolean isImpure() {
            return impure;
        }

        public String feature() {
            return feature;
        }

        public String doc() {
            return doc;
        }

        /** The value, for the engine that {@code ev} belongs to. */
        public Value value(Evaluation ev) {
            return maker.apply(this, ev);
        }
    }

    private final List<Entry> entries = new ArrayList<>(160);
    private final Map<String, SearchPathScheme> searchPathSchemes = new HashMap<>();
    private Consumer<String> archiveLinks = url -> {};

    /** Lets entries of the search path that begin with {@code name} and a colon be found by {@code scheme}. */
    public void searchPath(String name, SearchPathScheme scheme) {
        searchPathSchemes.put(name, scheme);
    }

    /** The scheme of this name, or null. */
    public @Nullable SearchPathScheme searchPathScheme(String name) {
        return searchPathSchemes.get(name);
    }

    /**
     * Judges what servers name as the place where this version of an archive will always be found.
     *
     * @param judge throws Nix's error for what is no such place
     */
    public void archiveLinks(Consumer<String> judge) {
        archiveLinks = judge;
    }

    /** Throws Nix's error if {@code url}, where an archive will always be found, is none; nothing where nobody can tell. */
    public void checkArchiveLink(String url) {
        archiveLinks.accept(url);
    }

    /** A function of one argument; {@code parameters} are names separated by blanks. */
    public Entry add1(String name, String parameters, Builtin.Fn1 code) {
        return add(new Entry(
                name,
                parameters,
                (entry, ev) -> new BuiltinValue(Builtin.of(entry.name, entry.parameters, entry.traced, code))));
    }

    public Entry add2(String name, String parameters, Builtin.Fn2 code) {
        return add(new Entry(
                name,
                parameters,
                (entry, ev) -> new BuiltinValue(Builtin.of(entry.name, entry.parameters, entry.traced, code))));
    }

    public Entry add3(String name, String parameters, Builtin.Fn3 code) {
        return add(new Entry(
                name,
                parameters,
                (entry, ev) -> new BuiltinValue(Builtin.of(entry.name, entry.parameters, entry.traced, code))));
    }

    /** A constant, computed when the engine is made; it may be a thunk. */
    public Entry constant(String name, Function<Evaluation, Value> value) {
        return add(new Entry(name, "", (entry, ev) -> value.apply(ev)));
    }

    private Entry add(Entry entry) {
        entries.add(entry);
        return entry;
    }

    public List<Entry> entries() {
        return entries;
    }
}
