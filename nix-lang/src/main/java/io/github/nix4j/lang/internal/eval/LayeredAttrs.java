package io.github.nix4j.lang.internal.eval;

import org.jspecify.annotations.Nullable;

/**
 * A set over another one. Lookups go from the top down; going through all attributes flattens, once, as do many
 * lookups. Inline caches see flat sets only and fall back to {@link #get} here.
 */
final class LayeredAttrs extends AttrsValue {
    private final FlatAttrs top;
    private final AttrsValue below;
    private final int layers;
    private final int sizeAtLeast;
    private @Nullable FlatAttrs flattened;
    private boolean passed;
    private final int lookupsBeforeFlat;
    private int lookups; // counted by several threads at once, and not exactly

    LayeredAttrs(FlatAttrs top, AttrsValue below) {
        this.top = top;
        this.below = below;
        this.layers = below.layers() + 1;
        this.sizeAtLeast = Math.max(top.size(), below.sizeAtLeast());
        // A few names more are found quickly; of two large sets one is better where many are asked for.
        this.lookupsBeforeFlat = AttrsUpdate.isSmall(top) ? Integer.MAX_VALUE : sizeAtLeast / 8;
    }

    @Override
    public @Nullable Value get(int symbol) {
        FlatAttrs flat = flattened;
        if (flat != null) {
            return flat.get(symbol);
        }
        if (++lookups > lookupsBeforeFlat) {
            return flat().get(symbol);
        }
        Value value = top.get(symbol);
        return value != null ? value : below.get(symbol);
    }

    @Override
    public int position(int symbol) {
        return top.get(symbol) != null ? top.position(symbol) : below.position(symbol);
    }

    @Override
    public int size() {
        return flat().size();
    }

    @Override
    public boolean isEmpty() {
        return false; // made of two sets that are not empty
    }

    @Override
    public FlatAttrs flat() {
        FlatAttrs flat = flattened;
        if (flat == null) {
            // The small sets first, so that the large one below is copied once. A layer that is below several sets is
            // flattened
            // itself the second time: these then share its shape.
            FlatAttrs upper = top;
            AttrsValue lower = below;
            while (lower instanceof LayeredAttrs layer && layer.flattened == null && !layer.passed) {
                layer.passed = true; // by a race it is passed once more
                upper = AttrsUpdate.merge(layer.top, upper);
                lower = layer.below;
            }
            flat = AttrsUpdate.merge(lower.flat(), upper);
            flattened = flat; // final fields inside: safe to publish by a race
        }
        return flat;
    }

    @Override
    int sizeAtLeast() {
        return sizeAtLeast;
    }

    @Override
    int layers() {
        return flattened != null ? 1 : layers;
    }
}
