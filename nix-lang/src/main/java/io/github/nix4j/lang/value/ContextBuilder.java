package io.github.nix4j.lang.value;

/** Collects contexts while a string is put together. Not thread-safe. */
public final class ContextBuilder {
    private StringContext context = StringContext.EMPTY;

    public void add(StringContext more) {
        context = context.union(more);
    }

    public void add(ContextElement element) {
        context = context.union(StringContext.of(element));
    }

    public boolean isEmpty() {
        return context.isEmpty();
    }

    public StringContext build() {
        return context;
    }
}
