package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.settings.SettingKind;
import io.github.nix4j.cli.settings.SettingNumbers;
import java.util.List;

/** The flags that Nix's older programs have in common beside {@link CommonFlags}. */
final class LegacyFlags {
    /** Their heading in help texts. */
    static final String SECTION = "For builds";

    private LegacyFlags() {}

    static void declare(Flags flags, Session session) {
        flags.section(SECTION);
        flags.add("no-build-output", 'Q', "Do not show what builds print.", () -> {});
        flags.add(
                "keep-failed",
                'K',
                "Keep the directories of failed builds.",
                () -> session.settings().set("keep-failed", "true"));
        flags.add(
                "keep-going",
                'k',
                "Go on after a failed build.",
                () -> session.settings().set("keep-going", "true"));
        flags.add(
                "fallback",
                '\0',
                "Build what cannot be downloaded.",
                () -> session.settings().set("fallback", "true"));
        number(flags, session, "cores", "CPU cores for one build.");
        number(flags, session, "max-silent-time", "Seconds of silence before a build is stopped.");
        number(flags, session, "timeout", "Seconds before a build is stopped.");
        flags.add(
                "store",
                '\0',
                List.of("store-uri"),
                "The store to use.",
                words -> session.settings().set("store", words.get(0)));
        flags.add("repair", '\0', "Rebuild what is corrupt.", () -> {});
    }

    private static void number(Flags flags, Session session, String name, String description) {
        flags.add(
                name,
                '\0',
                List.of("n"),
                description,
                words -> session.settings()
                        .set(
                                name,
                                SettingNumbers.parse(words.get(0), SettingKind.SIZE)
                                        .toString()));
    }
}
