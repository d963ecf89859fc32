package io.github.nix4j.lang.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/** The set of store objects that a string refers to, in their order. Immutable. */
public final class StringContext implements Iterable<ContextElement> {
    public static final StringContext EMPTY = new StringContext(new ContextElement[0]);

    private final ContextElement[] elements;

    private StringContext(ContextElement[] sorted) {
        this.elements = sorted;
    }

    public static StringContext of(ContextElement element) {
        return new StringContext(new ContextElement[] {element});
    }

    public static StringContext of(Collection<? extends ContextElement> elements) {
        return elements.isEmpty() ? EMPTY : new StringContext(new TreeSet<>(elements).toArray(new ContextElement[0]));
    }

    /** Of elements in their order, none twice. The array is not copied. */
    static StringContext ofSorted(ContextElement[] elements) {
        return new StringContext(elements);
    }

    public boolean isEmpty() {
        return elements.length == 0;
    }

    public int size() {
        return elements.length;
    }

    /** The elements, sorted. */
    public List<ContextElement> elements() {
        return List.of(elements);
    }

    /** This set with the elements of another one. */
    public StringContext union(StringContext other) {
        if (other.elements.length == 0 || other == this) {
            return this;
        }
        if (elements.length == 0) {
            return other;
        }
        if (other.elements.length == 1 && Arrays.asList(elements).contains(other.elements[0])) {
            return this;
        }
        TreeSet<ContextElement> all = new TreeSet<>(Arrays.asList(elements));
        return all.addAll(Arrays.asList(other.elements)) ? new StringContext(all.toArray(new ContextElement[0])) : this;
    }

    @Override
    public Iterator<ContextElement> iterator() {
        return elements().iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StringContext context && Arrays.equals(elements, context.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }

    @Override
    public String toString() {
        return Arrays.toString(elements);
    }
}
