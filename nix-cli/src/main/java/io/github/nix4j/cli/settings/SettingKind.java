package io.github.nix4j.cli.settings;

/** How the text of a setting is read. */
enum SettingKind {
    BOOL,
    INT,
    STRING,
    /** Words; {@code extra-NAME} appends to them. */
    WORDS,
    /** {@code ignore}, {@code warn} or {@code fatal}. */
    LINT
}
