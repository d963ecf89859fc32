package io.github.nix4j.lang.internal.resolve;

import io.github.nix4j.lang.internal.eval.Value;
import org.jspecify.annotations.Nullable;

/** The names that every program has in scope. */
@FunctionalInterface
public interface Globals {
    /** The cell of a global variable, or null. */
    @Nullable
    Value get(String name);
}
