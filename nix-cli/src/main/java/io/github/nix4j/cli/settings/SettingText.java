package io.github.nix4j.cli.settings;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Values of settings as Nix prints them, however they were written: numbers in full, sets of words sorted. */
final class SettingText {
    /** The settings whose words have no order. */
    private static final Set<String> SETS = Set.of(
            "access-tokens",
            "allowed-impure-host-deps",
            "extra-platforms",
            "ignored-acls",
            "impure-env",
            "system-features");

    private static final Set<String> TABLES = Set.of("access-tokens", "impure-env");

    private SettingText() {}

    static String of(String name, SettingKind kind, String value) {
        switch (kind) {
            case BOOL:
                return String.valueOf(Boolean.TRUE.equals(SettingCheck.bool(value)));
            case SANDBOX:
                Boolean on = SettingCheck.bool(value);
                return on == null ? value : String.valueOf(on);
            case UINT, SIZE, LONG:
                return SettingNumbers.parse(value, kind).toString();
            case JOBS:
                return value.equals("auto")
                        ? String.valueOf(Math.max(1, Runtime.getRuntime().availableProcessors()))
                        : SettingNumbers.parse(value, kind).toString();
            case WORDS:
                List<String> words = ConfReader.words(value);
                String text = String.join(" ", SETS.contains(name) ? new TreeSet<>(words) : words);
                // Before each pair of a table, Nix prints a blank.
                return (TABLES.contains(name) && !text.isEmpty() ? " " : "") + text;
            default:
                return value;
        }
    }
}
