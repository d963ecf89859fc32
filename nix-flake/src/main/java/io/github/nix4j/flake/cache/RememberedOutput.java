package io.github.nix4j.flake.cache;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one attribute below a flake's outputs: a node of a tree that grows while outputs are evaluated. Thread-safe:
 * whoever evaluates the same finds the same. All text is byte text.
 */
public final class RememberedOutput {
    /** What evaluation made of an attribute. */
    public sealed interface Result {
        /** A set with these attributes, in byte order. */
        record Names(List<String> names) implements Result {
            public Names {
                names = List.copyOf(names);
            }
        }

        /** A string that does not refer to the store. */
        record Text(String text) implements Result {}

        /** A Boolean. */
        record Bool(boolean value) implements Result {}

        /** Something else that is no set; to be evaluated by who needs it. */
        record Other() implements Result {}

        /** There is no such attribute. */
        record Missing() implements Result {}

        /** Evaluation failed. */
        record Failed() implements Result {}
    }

    private final Map<String, RememberedOutput> children = new ConcurrentSkipListMap<>();
    private volatile @Nullable Result result;

    /** What is known; null if nothing but that the attribute is there, or not even that at the root. */
    public @Nullable Result result() {
        return result;
    }

    /** Remembers {@code known}. */
    public void put(Result known) {
        result = known;
    }

    /** The attribute {@code name}, as far as something is known of it; else null. */
    public @Nullable RememberedOutput child(String name) {
        return children.get(name);
    }

    /** The attribute {@code name}, to be filled. */
    public RememberedOutput orNewChild(String name) {
        return children.computeIfAbsent(name, key -> new RememberedOutput());
    }

    /** All attributes of which something is known, by name; unmodifiable. */
    Map<String, RememberedOutput> children() {
        return Collections.unmodifiableMap(children);
    }

    /** Adds what {@code other} knows and this does not. */
    void addAll(RememberedOutput other) {
        if (result == null) {
            result = other.result;
        }
        other.children.forEach((name, child) -> orNewChild(name).addAll(child));
    }
}
