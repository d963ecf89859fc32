package io.github.nix4j.lang.internal.node;

import io.github.nix4j.lang.internal.eval.Shape;

/**
 * An inline cache of one entry: where a site of the program found its name in sets of one shape, or that they lack it. Sites
 * keep the last one in a plain field; threads may race on it, since an entry is immutable.
 *
 * @param index of the name in the shape; negative if it is not there
 */
record Hit(Shape shape, int index) {
    /**
     * A new entry. Only where the last one does not fit: writing the same one again marks the site's page of memory as changed, and a
     * collection of young objects has to go through all such pages.
     */
    static Hit of(Shape shape, int symbol) {
        return new Hit(shape, shape.indexOf(symbol));
    }
}
