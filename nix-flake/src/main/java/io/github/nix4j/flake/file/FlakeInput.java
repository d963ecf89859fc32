package io.github.nix4j.flake.file;

import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.SourcePosition;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An input as {@code flake.nix} declares it, or what it says about an input of an input.
 *
 * @param ref where it comes from; null if that is not said
 * @param flake whether it is a flake, not just a tree of files
 * @param follows the path from the root of the lock file to the input that it is the same as; null if it is one of its own
 * @param followsAt where that is said; null if it is not, or not in a {@code flake.nix}
 * @param overrides what is said about its own inputs, by name
 */
public record FlakeInput(
        @Nullable FlakeRef ref,
        boolean flake,
        @Nullable InputPath follows,
        @Nullable SourcePosition followsAt,
        SortedMap<String, FlakeInput> overrides) {
    public FlakeInput {
        overrides = Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
    }

    /** An input that only has a reference. */
    public static FlakeInput of(FlakeRef ref, boolean flake) {
        return new FlakeInput(ref, flake, null, null, new TreeMap<>());
    }

    /** An input that is the same as another. */
    public static FlakeInput following(InputPath target) {
        return new FlakeInput(null, true, target, null, new TreeMap<>());
    }

    public FlakeInput withFlake(boolean other) {
        return new FlakeInput(ref, other, follows, followsAt, overrides);
    }

    public FlakeInput withRef(FlakeRef other) {
        return new FlakeInput(other, flake, follows, followsAt, overrides);
    }
}
