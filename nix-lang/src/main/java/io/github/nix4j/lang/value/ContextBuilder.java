package io.github.nix4j.lang.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects contexts while a string is put together. Not thread-safe. */
public final class ContextBuilder {
    /** How many elements there may be until those that come twice are removed. */
    private static final int LEAST = 16;

    private StringContext first = StringContext.EMPTY;

    /** All elements, once they are not those of one string any more, in any order and some twice. */
    private @Nullable List<ContextElement> all;

    private int most = LEAST;

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
        List<ContextElement> elements = all;
        if (elements == null) {
            most = Math.max(LEAST, 2 * first.size());
            elements = new ArrayList<>(most);
            elements.addAll(first.elements());
            all = elements;
        } else if (elements.size() == most) {
            sort(elements);
            // Strings of many parts refer to the same over and over again: that takes no more room.
            most = elements.size() > most / 2 ? 2 * most : most;
        }
        elements.add(element);
    }

    /** Sorts and removes those that come twice. */
    private static void sort(List<ContextElement> elements) {
        elements.sort(null);
        int n = 1;
        for (int i = 1; i < elements.size(); i++) {
            ContextElement element = elements.get(i);
            if (!element.equals(elements.get(n - 1))) {
                elements.set(n++, element);
            }
        }
        elements.subList(n, elements.size()).clear();
    }

    public boolean isEmpty() {
        return first.isEmpty();
    }

    public StringContext build() {
        if (all == null) {
            return first;
        }
        sort(all);
        return StringContext.ofSorted(all.toArray(new ContextElement[0]));
    }
}
