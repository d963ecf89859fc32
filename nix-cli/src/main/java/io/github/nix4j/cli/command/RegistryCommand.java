package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.RegistryFiles;
import io.github.nix4j.flake.fetch.FetchedTree;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.flake.registry.Registries;
import io.github.nix4j.flake.registry.Registry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code nix registry}: shows and changes what names of flakes mean. */
final class RegistryCommand extends Command {
    private static final Set<String> COMMANDS = new TreeSet<>(List.of("add", "list", "pin", "remove", "resolve"));

    private final EvaluationFlags evaluation = new EvaluationFlags();
    private final List<String> words = new ArrayList<>();
    private @Nullable Flags flags;
    private @Nullable String command;
    private @Nullable String file;
    private final JsonOutput json = new JsonOutput();

    RegistryCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return command == null ? "registry" : "registry-" + command;
    }

    @Override
    Collection<String> subcommands() {
        return command == null ? COMMANDS : List.of();
    }

    @Override
    void declare(Flags table) {
        flags = table;
    }

    @Override
    String feature() {
        // Nix asks for it where it reads a reference, and a listing reads none.
        return command == null || command.equals("list") ? super.feature() : "flakes";
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (command != null) {
            words.add(word);
            if (words.size() > most()) {
                throw new UsageException("unexpected argument '" + word + "'");
            }
            return;
        }
        if (!COMMANDS.contains(word)) {
            throw UnknownCommand.below(session, "registry", COMMANDS, word);
        }
        command = word;
        if (flags != null && !word.equals("list") && !word.equals("resolve")) {
            flags.add("registry", '\0', List.of("registry"), "The registry to work on.", given -> file = given.get(0));
        }
        if (flags != null && word.equals("list") && session.givesHints()) {
            flags.section("Options");
            json.declare(flags, "Print the entries as JSON.");
        }
        if (flags != null && (word.equals("add") || word.equals("pin"))) {
            evaluation.declare(flags, session);
            flags.remove("inputs-from");
            if (word.equals("add")) {
                flags.remove("debugger");
            }
        }
    }

    private int most() {
        return switch (String.valueOf(command)) {
            case "list" -> 0;
            case "remove" -> 1;
            case "add", "pin" -> 2;
            default -> Integer.MAX_VALUE;
        };
    }

    private int least() {
        return switch (String.valueOf(command)) {
            case "remove", "pin" -> 1;
            case "add" -> 2;
            default -> 0;
        };
    }

    @Override
    void run() {
        if (words.size() < least()) {
            throw new UsageException("more arguments are required");
        }
        try (Evaluators world = Evaluators.forFetches(session, evaluation, true)) {
            RegistryFiles files = world.registryFiles();
            String place = file == null || file.isEmpty() ? files.userFile() : file;
            switch (String.valueOf(command)) {
                case "list" -> list(world.registries());
                case "resolve" ->
                    words.forEach(word -> session.out(world.registries().resolve(parse(word), false) + "\n"));
                case "add" -> {
                    FlakeRef from = parse(words.get(0));
                    FlakeRef to = parse(words.get(1));
                    files.write(place, files.read(place).with(from.input(), to, false));
                }
                case "remove" ->
                    files.write(
                            place, files.read(place).without(parse(words.get(0)).input()));
                case "pin" -> files.write(place, pinned(world, files.read(place)));
                default -> throw UnknownCommand.none(session, "registry", COMMANDS);
            }
        }
    }

    private Registry pinned(Evaluators world, Registry registry) {
        FlakeRef from = parse(words.get(0));
        FlakeRef to = parse(words.get(words.size() - 1));
        FlakeRef resolved = world.registries().resolve(to, false);
        FetchedTree tree = world.flakes().loader().fetchTree(resolved.input());
        if (!tree.locked().isLocked()) {
            session.warn("flake '" + tree.locked() + "' is not locked");
        }
        return registry.with(from.input(), new FlakeRef(tree.locked(), from.dir()), false);
    }

    private FlakeRef parse(String word) {
        return FlakeRefParser.of(new ReferenceRules(session.settings().features(), session::warn))
                .parse(word);
    }

    private void list(Registries registries) {
        List<Object> all = new ArrayList<>();
        list("flags ", registries.flag(), all);
        list("user  ", registries.user(), all);
        list("system", registries.system(), all);
        list("global", registries.global(), all);
        if (json.isWanted()) {
            session.out(json.text(FlakeJson.compact(all)));
        }
    }

    private void list(String kind, Registry registry, List<Object> all) {
        for (Registry.Entry entry : registry.entries()) {
            if (json.isWanted()) {
                SortedMap<String, Object> object = new TreeMap<>(entry.toJson());
                object.put("registry", kind.strip());
                all.add(object);
            } else {
                session.out(kind + " " + entry.from() + " " + entry.to() + "\n");
            }
        }
    }
}
