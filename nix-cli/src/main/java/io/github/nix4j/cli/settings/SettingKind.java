package io.github.nix4j.cli.settings;

/** How the text of a setting is read. */
public enum SettingKind {
    BOOL,
    /** A number of 32 bits, none below zero. */
    UINT,
    /** A number of 64 bits, none below zero. */
    SIZE,
    /** A number of 64 bits with a sign. */
    LONG,
    /** {@code auto} or a number of 32 bits without a unit. */
    JOBS,
    STRING,
    /** A path that may be relative. */
    PATH,
    /** A path that starts at the root. */
    ABSOLUTE,
    /** A path that starts at the root, or nothing. */
    ABSOLUTE_OR_NONE,
    /** Words; {@code extra-NAME} appends to them. */
    WORDS,
    /** What names a store. */
    STORE,
    /** Words that name stores; {@code extra-NAME} appends to them. */
    STORES,
    /** {@code ignore}, {@code warn} or {@code fatal}. */
    LINT,
    /** {@code true}, {@code false} or {@code relaxed}. */
    SANDBOX,
    /** {@code disabled} or {@code flamegraph}. */
    PROFILER;

    /** Whether {@code extra-NAME} appends to settings of this kind. */
    boolean takesWords() {
        return this == WORDS || this == STORES;
    }
}
