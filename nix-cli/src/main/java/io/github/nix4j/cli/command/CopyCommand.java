package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.ProgramStore;
import io.github.nix4j.cli.settings.StoreReference;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.cache.BinaryCache;
import io.github.nix4j.store.cache.BinaryCaches;
import io.github.nix4j.store.cache.ClosureCopy;
import io.github.nix4j.store.cache.TrustedKeys;
import io.github.nix4j.store.path.StorePath;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code nix copy}: brings objects with all that they need from a binary cache to a store. */
final class CopyCommand extends InstallableCommand {
    private final InputWords input = new InputWords();
    private @Nullable String from;
    private @Nullable String to;
    private boolean unsigned;

    CopyCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "copy";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        input.declare(flags);
        flags.section("Copying");
        flags.add("from", '\0', List.of("store-uri"), "The binary cache.", given -> from = checked(given.get(0)));
        flags.add(
                "to",
                '\0',
                List.of("store-uri"),
                "The store; that of --store by default.",
                given -> to = checked(given.get(0)));
        flags.add("no-check-sigs", '\0', "Take what nobody has signed who is trusted.", () -> unsigned = true);
    }

    private String checked(String reference) {
        String unused = StoreReference.normal(reference, session.invocation().workingDirectory(), session::warn);
        return reference;
    }

    @Override
    void run() {
        if (from == null) {
            throw new CliException("nix4j copies from binary caches only, yet; name one with '--from'");
        }
        try (Evaluators world = world(to != null);
                Store named = to == null ? null : ProgramStore.named(session, to)) {
            Store target = named == null ? world.store() : named;
            BinaryCaches caches = world.caches().withFolders();
            BinaryCache cache = caches.open(from, target.storeDir());
            TreeSet<StorePath> paths = paths(world);
            TreeSet<StorePath> missing = new TreeSet<>(paths);
            missing.removeIf(path -> cache.find(path) != null);
            if (!missing.isEmpty()) {
                throw unknown(target, missing);
            }
            TrustedKeys trusted = unsigned ? new TrustedKeys(false, Map.of()) : caches.trusted();
            new ClosureCopy(cache, target, trusted, caches.listener()).copyAll(paths);
        }
    }

    private CliException unknown(Store target, TreeSet<StorePath> missing) {
        session.err("don't know how to build these paths:");
        missing.forEach(path -> session.err("  " + target.storeDir().print(path)));
        return new CliException("path '" + target.storeDir().print(missing.first())
                + "' is required, but there is no substituter that can build it");
    }

    private TreeSet<StorePath> paths(Evaluators world) {
        Buildables buildables = new Buildables(session, world, evaluation, locking, installables);
        List<String> given = input.after(session, words);
        TreeSet<StorePath> paths = new TreeSet<>();
        for (String word : input.isWanted() || !given.isEmpty() ? given : List.of(".")) {
            StorePath object = buildables.storeObject(word);
            if (object == null) {
                throw new CliException("nix4j copies store paths only, yet, and '" + word + "' is none");
            }
            paths.add(object);
        }
        return paths;
    }
}
