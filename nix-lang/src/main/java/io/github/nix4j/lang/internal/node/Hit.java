package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Shape;
import org.jspecify.annotations.Nullable;

/**
 * An inline cache of one entry: where a site of the program found its name in sets of one shape, or that they lack it. Sites
 * keep the last one in a plain field; threads may race on it, since an entry is immutable.
 *
 * @param index of the name in the shape; negative if it is not there
 */
record Hit(Shape shape, int index) {
    /** The entry for {@code shape}: {@code last} if it fits. */
    static Hit find(@Nullable Hit last, Shape shape, int symbol) {
        return last != null && last.shape == shape ? last : new Hit(shape, shape.indexOf(symbol));
    }
}
