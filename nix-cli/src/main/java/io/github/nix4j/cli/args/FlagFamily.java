package io.github.nix4j.cli.args;

import org.jspecify.annotations.Nullable;

/** Flags that are made from their name, such as one for every setting. */
@FunctionalInterface
public interface FlagFamily {
    /** The flag {@code --longName}, or null if the family has none of that name. */
    @Nullable
    Flag flag(String longName);
}
