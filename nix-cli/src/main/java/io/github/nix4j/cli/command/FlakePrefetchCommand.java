package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.OutputLinks;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.fetch.FetchedTree;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.path.StorePath;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code nix flake prefetch}: brings a tree that a reference names to the store, whether it is a flake or not. */
final class FlakePrefetchCommand extends FlakeSubcommand {
    private final JsonOutput json = new JsonOutput();
    private @Nullable String link;

    FlakePrefetchCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-prefetch";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Options");
        json.declare(flags, "Print as JSON.");
        flags.add(
                "out-link",
                'o',
                java.util.List.of("path"),
                "Make a symbolic link to the tree in the store.",
                words -> link = words.get(0));
    }

    @Override
    void run() {
        try (Evaluators world = Evaluators.forFetches(session, evaluation, false)) {
            FlakeLoader loader = world.flakes().loader();
            FlakeRef resolved = world.registries().resolve(loader.references().parse(reference()), false);
            FetchedTree tree = loader.fetchTree(resolved.input());
            FlakeRef locked = resolved.withInput(tree.locked());
            StorePath path = loader.store(tree);
            String place = world.store().storeDir().print(path);
            if (json.isWanted()) {
                Map<String, Object> fields = new TreeMap<>();
                fields.put("storePath", place);
                fields.put("hash", tree.narHash());
                fields.put("original", FlakeJson.object(resolved.toAttributes()));
                fields.put("locked", FlakeJson.object(locked.toAttributes().without("__final")));
                session.out(json.text(FlakeJson.compact(fields)));
            } else {
                session.notice("Downloaded '" + locked + "' to '" + place + "' (hash '" + tree.narHash() + "').");
            }
            if (link != null) {
                if (world.store() instanceof InMemoryStore) {
                    throw new CliException("'--out-link' is not supported for this Nix store");
                }
                new OutputLinks(session, world.store()).link(link, path);
            }
        }
    }

    @Override
    void run(Evaluators world, Flake flake) {
        // No flake is loaded: the tree need not be one.
    }
}
