package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.settings.ConfReader;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code nix shell}: runs a command that finds the programs of packages. */
final class ShellCommand extends InstallableCommand {
    private final EnvironmentFlags environment = new EnvironmentFlags();
    private final InputWords input = new InputWords();
    private List<String> command = List.of();
    private int status;

    ShellCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "shell";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        input.declare(flags);
        environment.declare(flags);
        flags.section("Running");
        flags.add(
                "command",
                'c',
                List.of("command", "args..."),
                "Run this command instead of $SHELL; all words that follow belong to it.",
                given -> command = command(given));
    }

    static List<String> command(List<String> given) {
        if (given.isEmpty()) {
            throw new UsageException("--command requires at least one argument");
        }
        return List.copyOf(given);
    }

    @Override
    int status() {
        return status;
    }

    @Override
    void run() {
        String shell = session.invocation().variable("SHELL");
        List<String> wanted = command.isEmpty() ? List.of(shell == null ? "bash" : shell) : command;
        Map<String, String> variables;
        try (Evaluators world = world(false)) {
            Store store = world.store();
            List<Buildable> found = input.find(session, words, given -> find(world, given));
            new Realisation(session, store).realise(found);
            variables = environment.variables(session);
            if (!(store instanceof LocalStore)) {
                throw new CliException(
                        "store '" + store.uri() + "' is not a local store so it does not support command execution");
            }
            List<String> folders = new ArrayList<>(programs(store, found));
            String path = variables.getOrDefault("PATH", "");
            if (!path.isEmpty()) {
                for (String folder : path.split(":", -1)) {
                    // No name is the working directory's, which Nix writes out.
                    folders.add(folder.isEmpty() ? "." : folder);
                }
            }
            variables.put("PATH", String.join(":", folders));
        }
        status = new ChildProgram(session)
                .run(wanted, variables, session.invocation().workingDirectory());
    }

    /** The folders of programs of what was built, and of what that wants to be used with. */
    private static List<String> programs(Store store, List<Buildable> found) {
        List<String> folders = new ArrayList<>();
        Set<StorePath> done = new TreeSet<>();
        Deque<StorePath> todo = new ArrayDeque<>();
        // Outputs of one derivation in the order of their paths, not of their names.
        found.forEach(one -> todo.addAll(new TreeSet<>(one.links().keySet())));
        while (!todo.isEmpty()) {
            StorePath path = todo.removeFirst();
            if (!done.add(path)) {
                continue;
            }
            Path object = DiskNames.pathOf(store.storeDir().print(path));
            folders.add(programs(store, object));
            Path propagated = object.resolve("nix-support/propagated-user-env-packages");
            try {
                if (Files.isRegularFile(propagated)) {
                    for (String other : ConfReader.words(ByteText.of(Files.readAllBytes(propagated)))) {
                        todo.add(store.storeDir().parse(other));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folders;
    }

    private static String programs(Store store, Path object) {
        Path folder = object.resolve("bin");
        try {
            String place = DiskNames.textOf(Files.exists(folder) ? folder.toRealPath() : folder);
            if (!store.storeDir().contains(place)) {
                throw new CliException("path '" + place + "' is not in the Nix store");
            }
            return place;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
