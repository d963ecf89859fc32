package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.lang.Message;
import java.util.List;

/** The flags of every command: settings and logging. */
final class CommonFlags {
    /** Their heading in help texts. */
    static final String SECTION = "Logging and settings";

    private CommonFlags() {}

    static void declare(Flags flags, Session session) {
        flags.section(SECTION);
        flags.add(
                "verbose",
                'v',
                "Say more on standard error; may be given several times.",
                () -> session.addVerbosity(1));
        flags.add("quiet", '\0', "Say less on standard error.", () -> session.addVerbosity(-1));
        flags.add("debug", '\0', "Say everything on standard error.", () -> session.addVerbosity(5));
        flags.add(
                "option",
                '\0',
                List.of("name", "value"),
                "Set a setting, over what nix.conf and NIX_CONFIG say. --NAME VALUE does the same, and --NAME and --no-NAME for settings that are on or off.",
                arguments -> setOption(session, arguments.get(0), arguments.get(1)));
        flags.add(
                "log-format",
                '\0',
                List.of("format"),
                "How messages are told: internal-json for programs to read; bar and bar-with-logs, the default, show on a terminal what is being done; raw and raw-with-logs do not.",
                arguments -> logFormat(session, arguments.get(0)));
        flags.add(
                "max-jobs",
                'j',
                List.of("jobs"),
                "How many builds may run at a time; nix4j runs one.",
                arguments -> session.settings().set("max-jobs", arguments.get(0)));
        flags.add(
                "no-compiled-cache",
                '\0',
                "Parse everything: neither use what earlier runs have compiled nor keep what this one does.",
                () -> session.remembered().withoutCompiledFiles());
        if (session.givesHints()) {
            flags.add(
                    "stats",
                    '\0',
                    "Tell on standard error at the end how much work evaluation was, as NIX_SHOW_STATS=1 does.",
                    session::showStatistics);
            // A method reference would load the class at each start.
            flags.suggesting((names, word) -> Hint.nearestFlag(session, names, word));
        }
        flags.family(session.settings()::flag);
    }

    private static void setOption(Session session, String name, String value) {
        try {
            session.settings().set(name, value);
        } catch (UsageException e) {
            session.warn(e.byteText());
        }
    }

    private static void logFormat(Session session, String format) {
        switch (format) {
            case "internal-json" -> session.logJson();
            case "raw", "raw-with-logs" -> session.logText(false);
            case "bar", "bar-with-logs" -> session.logText(true);
            default -> throw new CliException(Message.of("option 'log-format' has an invalid value '%s'", format));
        }
    }
}
