package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/** {@code nix flake}: hands on to the command named next. */
final class FlakeCommand extends GroupCommand {
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

    FlakeCommand(Session session) {
        super(session, "flake");
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
    String feature() {
        return "flakes";
    }

    @Override
    Collection<String> names() {
        return commands.keySet();
    }

    @Override
    Command make(String word) {
        if (OWN.contains(word)) {
            session.pointTo("flake " + word);
        }
        return Objects.requireNonNull(commands.get(word)).apply(session);
    }
}
