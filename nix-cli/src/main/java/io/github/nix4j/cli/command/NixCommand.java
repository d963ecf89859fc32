package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.settings.ExperimentalFeatures;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The program {@code nix}, and {@code nix4j}, which is the same with flakes and the new command line switched on. */
public final class NixCommand {
    private final Session session;
    private final Flags flags = new Flags();
    private final Map<String, Function<Session, Command>> commands = new TreeMap<>();
    private @Nullable Command command;
    private boolean help;
    private boolean version;

    public NixCommand(Session session) {
        this.session = session;
        commands.put("eval", EvalCommand::new);
        commands.put("flake", FlakeCommand::new);
        if (session.invocation().programName().equals("nix4j")) {
            commands.put("instantiate", DerivationsCommand::new);
            commands.put("parse", ParseCommand::new);
        }
    }

    /** Runs the command line and returns the exit status. */
    public int start(List<String> words) {
        flags.add("help", '\0', "Show how the program is used.", () -> help = true);
        flags.add("version", '\0', "Show the version.", () -> version = true);
        flags.add("print-build-logs", 'L', "Print full build logs on standard error.", () -> {});
        flags.add("offline", '\0', "Take everything downloaded before for up to date.", () -> offline(true));
        flags.add("no-net", '\0', "An older name of --offline.", () -> offline(true));
        flags.add("refresh", '\0', "Take everything downloaded before for out of date.", () -> offline(false));
        CommonFlags.declare(flags, session);
        flags.parse(words, this::word);
        if (help) {
            session.out(HelpPage.of(session.invocation().programName(), flags, commands.keySet()));
            return 0;
        }
        if (version) {
            session.out(session.versionLine());
            return 0;
        }
        if (command == null) {
            throw new UsageException("no subcommand specified");
        }
        if (!session.settings().features().contains(command.feature())) {
            throw ExperimentalFeatures.disabled(command.feature());
        }
        session.warnOfSettings();
        command.run();
        return 0;
    }

    private void offline(boolean offline) {
        session.settings().set("tarball-ttl", offline ? "4294967295" : "0");
    }

    private boolean word(String word, Deque<String> rest) {
        if (command != null) {
            command.word(word, rest);
            return true;
        }
        Function<Session, Command> maker = commands.get(word);
        if (maker == null) {
            throw new UsageException(
                    "'" + word + "' is not a recognised command" + Hint.nearest(commands.keySet(), word));
        }
        command = maker.apply(session);
        command.declare(flags);
        return true;
    }
}
