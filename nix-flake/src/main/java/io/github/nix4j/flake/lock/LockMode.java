package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How to lock. Immutable; start from {@link #DEFAULT}.
 *
 * @param overrides inputs that are taken from elsewhere than {@code flake.nix} says
 * @param updates inputs that are locked anew
 * @param recreate whether all inputs are locked anew; as in Nix, the old lock file has to be one nevertheless
 * @param allowUnlocked whether references that do not pin their content may be fetched
 * @param useRegistries whether indirect references may be looked up
 */
public record LockMode(
        SortedMap<InputPath, FlakeRef> overrides,
        SortedSet<InputPath> updates,
        boolean recreate,
        boolean allowUnlocked,
        boolean useRegistries) {
    /** Keeps what is locked and locks what is missing. */
    public static final LockMode DEFAULT = new LockMode(new TreeMap<>(), new TreeSet<>(), false, true, true);

    public LockMode {
        overrides = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(overrides));
        updates = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(updates));
    }

    public LockMode withOverrides(Map<InputPath, FlakeRef> inputs) {
        return new LockMode(new TreeMap<>(inputs), updates, recreate, allowUnlocked, useRegistries);
    }

    public LockMode withUpdates(Set<InputPath> inputs) {
        return new LockMode(overrides, new TreeSet<>(inputs), recreate, allowUnlocked, useRegistries);
    }

    public LockMode withRecreate(boolean on) {
        return new LockMode(overrides, updates, on, allowUnlocked, useRegistries);
    }

    public LockMode withAllowUnlocked(boolean on) {
        return new LockMode(overrides, updates, recreate, on, useRegistries);
    }

    public LockMode withUseRegistries(boolean on) {
        return new LockMode(overrides, updates, recreate, allowUnlocked, on);
    }
}
