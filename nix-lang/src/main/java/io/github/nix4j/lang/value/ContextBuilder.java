package io.github.nix4j.lang.value;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Collects contexts while a string is put together. Not thread-safe. */
public final class ContextBuilder {
    private StringContext first = StringContext.EMPTY;

    /** All elements, once they are not those of one string any more. */
    private @Nullable TreeSet<ContextElement> all;

    public void add(StringContext more) {
        if (more.isEmpty() || more == first) {
            return;
        }
        if (first.isEmpty()) {
            first = more;
            return;
        }
        for (ContextElement element : more) {
            set().add(element);
        }
    }

    public void add(ContextElement element) {
        if (first.isEmpty()) {
            first = StringContext.of(element);
        } else {
            set().add(element);
        }
    }

    private TreeSet<ContextElement> set() {
        if (all == null) {
            all = new TreeSet<>(first.elements());
        }
        return all;
    }

    public boolean isEmpty() {
        return first.isEmpty();
    }

    public StringContext build() {
        return all == null ? first : StringContext.ofSorted(all);
    }
}
