package io.github.nix4j.lang.value;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects contexts while a string is put together. Not thread-safe. */
public final class ContextBuilder {
    private static final int LEAST = 16;

    private StringContext first = StringContext.EMPTY;

    /** All elements, once they are not those of one string any more: the first {@link #size}, in any order and some twice. */
    private ContextElement @Nullable [] all;

    private int size;

    public void add(StringContext more) {
        if (more.isEmpty() || more == first) {
            return;
        }
        if (first.isEmpty()) {
            first = more;
            return;
        }
        for (ContextElement element : more) {
            put(element);
        }
    }

    public void add(ContextElement element) {
        if (first.isEmpty()) {
            first = StringContext.of(element);
        } else {
            put(element);
        }
    }

    private void put(ContextElement element) {
        ContextElement[] array = all;
        if (array == null) {
            size = first.size();
            array = first.elements().toArray(new ContextElement[Math.max(LEAST, 2 * size)]);
        } else if (size == array.length) {
            size = sorted(array, size);
            // Strings of many parts refer to the same over and over again: that takes no more room.
            array = size > array.length / 2 ? Arrays.copyOf(array, 2 * array.length) : array;
        }
        array[size++] = element;
        all = array;
    }

    /** Sorts the first {@code count} elements; gives how many they are without those that come twice. */
    private static int sorted(ContextElement[] elements, int count) {
        Arrays.sort(elements, 0, count);
        int n = 1;
        for (int i = 1; i < count; i++) {
            if (!elements[i].equals(elements[n - 1])) {
                elements[n++] = elements[i];
            }
        }
        return n;
    }

    public boolean isEmpty() {
        return first.isEmpty();
    }

    public StringContext build() {
        if (all == null) {
            return first;
        }
        size = sorted(all, size);
        return StringContext.ofSorted(Arrays.copyOf(all, size));
    }
}
