package io.github.nix4j.flake.cache;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
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

        /** A string that refers to the store, or a path; to be evaluated by who needs it. */
        record StoreText() implements Result {}

        /** Something else: neither a set, a string, a path nor a Boolean. */
        record Other() implements Result {}

        /** There is no such attribute. */
        record Missing() implements Result {}

        /** Evaluation failed. */
        record Failed() implements Result {}
    }

    /** Whether there is more in the tree than when it was read or written; one for all its nodes. */
    private final AtomicBoolean changed;
    /** By name; none as long as there are none, since most nodes are leaves. Guarded by this object. */
    private @Nullable SortedMap<String, RememberedOutput> children;

    private volatile @Nullable Result result;

    /** Whether what was known before of the attributes does not count any more. Guarded by this object. */
    private boolean forgetful;

    /** A tree of which nothing is known. */
    RememberedOutput() {
        this(new AtomicBoolean());
    }

    private RememberedOutput(AtomicBoolean changed) {
        this.changed = changed;
    }

    /** What is known; null if nothing but that the attribute is there, or not even that at the root. */
    public @Nullable Result result() {
        return result;
    }

    /** Remembers {@code known}. */
    public void put(Result known) {
        // Without a look at what was known: to compare records for the first time takes a fresh process 15 ms.
        result = known;
        changed.set(true);
    }

    /** The attribute {@code name}, as far as something is known of it; else null. */
    public synchronized @Nullable RememberedOutput child(String name) {
        return children == null ? null : children.get(name);
    }

    /** The attribute {@code name}, to be filled. */
    public synchronized RememberedOutput orNewChild(String name) {
        if (children == null) {
            children = new TreeMap<>();
        }
        RememberedOutput child = children.get(name);
        if (child == null) {
            child = new RememberedOutput(changed);
            children.put(name, child);
            changed.set(true);
        }
        return child;
    }

    /**
     * Remembers all names of a set. What was known of some of its attributes is forgotten, as in Nix, where the set becomes another
     * row: that shows in messages about attributes of a wrong type, which tell less of what is remembered.
     */
    public synchronized void putNames(List<String> names) {
        children = null;
        forgetful = true;
        put(new Result.Names(names));
    }

    /** All attributes of which something is known now, by name. */
    synchronized SortedMap<String, RememberedOutput> children() {
        return children == null ? Collections.emptySortedMap() : new TreeMap<>(children);
    }

    /** Adds what {@code other} knows and this does not. */
    void addAll(RememberedOutput other) {
        Result more = other.result;
        if (result == null && more != null) {
            put(more);
        }
        if (!isForgetful()) {
            other.children().forEach((name, child) -> orNewChild(name).addAll(child));
        }
    }

    private synchronized boolean isForgetful() {
        return forgetful;
    }

    /** Whether something was added to the tree since this was asked last. */
    boolean takeChange() {
        return changed.getAndSet(false);
    }
}
