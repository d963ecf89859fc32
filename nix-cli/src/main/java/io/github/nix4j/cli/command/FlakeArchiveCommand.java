package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.ProgramStore;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.lock.LockedNode;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.store.Ingestion;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.TreePath;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code nix flake archive}: brings a flake and all its inputs to the store, or to another one. */
final class FlakeArchiveCommand extends FlakeSubcommand {
    private final JsonOutput json = new JsonOutput();
    private boolean dryRun;
    private @Nullable String target;

    FlakeArchiveCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-archive";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Options");
        json.declare(flags, "Print what is where as JSON.");
        flags.add("dry-run", '\0', "Copy nothing.", () -> dryRun = true);
        flags.add("no-check-sigs", '\0', "Take objects without signatures, too.", () -> {});
        flags.add("to", '\0', List.of("store-uri"), "Copy to this store.", words -> target = words.get(0));
    }

    @Override
    void run(Evaluators world, Flake flake) {
        SortedMap<String, StorePath> sources = new TreeMap<>();
        sources.put(world.store().storeDir().print(flake.storePath()), flake.storePath());
        Map<String, Object> listing = new TreeMap<>();
        listing.put("path", world.store().storeDir().print(flake.storePath()));
        listing.put("inputs", LockedInputs.tree(flake.lockFile().root(), node -> describe(world, node, sources)));
        if (json.isWanted()) {
            session.out(json.text(FlakeJson.compact(listing)));
        }
        if (target != null && !dryRun) {
            copy(world.store(), sources, target);
        }
    }

    private Map<String, Object> describe(Evaluators world, LockedNode node, SortedMap<String, StorePath> sources) {
        Input input = node.locked().input();
        if (input.relativePath() != null) {
            // It lies in the tree of the flake that names it.
            return Map.of();
        }
        FlakeLoader loader = world.flakes().loader();
        StorePath path = dryRun ? loader.storePath(input) : loader.store(input);
        sources.put(world.store().storeDir().print(path), path);
        return Map.of("path", world.store().storeDir().print(path));
    }

    private void copy(Store from, SortedMap<String, StorePath> paths, String uri) {
        try (Store to = ProgramStore.named(session, uri)) {
            paths.values().removeIf(to::isValid);
            if (paths.isEmpty()) {
                return;
            }
            session.err("copying " + paths.size() + " paths...");
            paths.forEach((name, path) -> {
                session.err("copying path '" + name + "' to '" + (uri.contains(":") ? uri : "local") + "'...");
                to.add(Ingestion.of(
                        path.name(), from.tree(path), TreePath.ROOT, ContentAddressMethod.NAR, HashAlgorithm.SHA256));
            });
        }
    }
}
