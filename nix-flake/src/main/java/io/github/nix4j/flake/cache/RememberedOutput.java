package io.github.nix4j.flake.cache;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one attribute below a flake's outputs: a node of a tree that grows while outputs are evaluated. Confined to
 * the run that made it. All text is byte text.
 */
public final class RememberedOutput {
    /** What evaluation made of an attribute. */
    public sealed interface Result {
        /** A set with these attributes, in byte order. */
        record Names(List<String> names) implements Result {}

        /** A string or a path; strings that refer to the store are not remembered as text. */
        record Text(String text) implements Result {}

        /** A Boolean. */
        record Bool(boolean value) implements Result {}

        /** Neither a set nor a string nor a Boolean; or a string that depends on the store. */
        record Other() implements Result {}

        /** There is no such attribute. */
        record Missing() implements Result {}

        /** Evaluation failed. */
        record Failed() implements Result {}
    }

    private final Map<String, RememberedOutput> children = new TreeMap<>();
    private @Nullable Result result;

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
    public Map<String, RememberedOutput> children() {
        return java.util.Collections.unmodifiableMap(children);
    }

    /** Adds what {@code other} knows and this does not. */
    void addAll(RememberedOutput other) {
        if (result == null) {
            result = other.result;
        }
        other.children.forEach((name, child) -> orNewChild(name).addAll(child));
    }
}
