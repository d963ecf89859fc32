package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code nix flake}: hands on to the command named next. */
final class FlakeCommand extends Command {
    /** What Nix does not have. */
    private static final List<String> OWN = List.of("doctor", "edit");

    private final Map<String, Function<Session, Command>> commands = new TreeMap<>(Map.ofEntries(
            Map.entry("archive", FlakeArchiveCommand::new),
            Map.entry("check", FlakeCheckCommand::new),
            Map.entry("clone", FlakeCloneCommand::new),
            Map.entry("info", FlakeCommand::info),
            Map.entry("init", session -> new FlakeTemplateCommand(session, ".")),
            Map.entry("lock", FlakeLockCommand::new),
            Map.entry("metadata", FlakeMetadataCommand::new),
            Map.entry("new", session -> new FlakeTemplateCommand(session, null)),
            Map.entry("prefetch", FlakePrefetchCommand::new),
            Map.entry("prefetch-inputs", FlakePrefetchInputsCommand::new),
            Map.entry("show", FlakeShowCommand::new),
            Map.entry("update", FlakeUpdateCommand::new)));
    private @Nullable Flags flags;
    private @Nullable Command command;

    FlakeCommand(Session session) {
        super(session);
        if (session.invocation().programName().equals("nix4j")) {
            commands.put("doctor", FlakeDoctorCommand::new);
            commands.put("edit", FlakeEditCommand::new);
        }
    }

    private static Command info(Session session) {
        return new FlakeMetadataCommand(session) {
            @Override
            void run() {
                session.warn("'nix flake info' is a deprecated alias for 'nix flake metadata'");
                super.run();
            }
        };
    }

    @Override
    String helpPage() {
        return command == null ? "flake" : command.helpPage();
    }

    @Override
    Collection<String> subcommands() {
        return command == null ? commands.keySet() : List.of();
    }

    @Override
    void declare(Flags table) {
        flags = table;
    }

    @Override
    String feature() {
        return command == null ? super.feature() : command.feature();
    }

    @Override
    int status() {
        return command == null ? super.status() : command.status();
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (command != null) {
            command.word(word, rest);
            return;
        }
        Function<Session, Command> maker = commands.get(word);
        if (maker == null || flags == null) {
            throw UnknownCommand.below(session, "flake", commands.keySet(), word);
        }
        command = maker.apply(session);
        if (OWN.contains(word)) {
            session.pointTo("flake " + word);
        }
        command.declare(flags);
    }

    @Override
    void run() {
        if (command == null) {
            StringBuilder text = new StringBuilder("nix flake requires a sub-command. Available sub-commands:\n");
            commands.keySet().forEach(name -> text.append("\n  \u00c2\u00b7 ").append(name));
            throw new UsageException(text.toString());
        }
        command.run();
    }
}
