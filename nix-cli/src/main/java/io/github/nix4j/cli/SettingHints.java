package io.github.nix4j.cli;

import io.github.nix4j.flake.hint.NameHint;

/** What the program, under its own name, adds to Nix's warning of a setting that does not exist. */
public final class SettingHints {
    private SettingHints() {}

    /** Tells which setting may be meant by {@code name}, if one looks like it. */
    public static void add(Session session, String name) {
        if (!session.givesHints() || session.level() < Session.WARNING) {
            return;
        }
        NameHint hint = NameHint.of("setting", name, session.settings().names());
        if (hint != null) {
            session.log(Session.WARNING, "hint: " + hint.text());
        }
    }
}
