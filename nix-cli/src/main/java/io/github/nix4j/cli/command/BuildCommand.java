package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Builds;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.OutputLinks;
import io.github.nix4j.cli.evaluation.Profile;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code nix build}: builds what the words name, and links to it. */
final class BuildCommand extends Command {
    private final EvaluationFlags evaluation = new EvaluationFlags();
    private final FlakeFlags locking = new FlakeFlags();
    private final InstallableFlags installables = new InstallableFlags();
    private final InputWords input = new InputWords();
    private final List<String> words = new ArrayList<>();
    private final OutLink link = new OutLink();
    private final JsonOutput json = new JsonOutput();
    private @Nullable String profile;
    private boolean printPaths;
    private boolean dryRun;

    BuildCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "build";
    }

    @Override
    void declare(Flags flags) {
        installables.declare(flags, session);
        input.declare(flags);
        flags.section("Building");
        link.declare(flags);
        json.declare(flags, "Print what was built as JSON.");
        flags.add("print-out-paths", '\0', "Print the paths of what was built.", () -> printPaths = true);
        flags.add("dry-run", '\0', "Say what would be built, and build nothing.", () -> dryRun = true);
        flags.add("rebuild", '\0', "Build again what is there and compare.", () -> missing("--rebuild"));
        flags.add(
                "profile",
                '\0',
                List.of("path"),
                "Make a profile that holds it.",
                arguments -> profile = arguments.get(0));
        evaluation.declare(flags, session);
        flags.add("repair", '\0', "Build again what is corrupt.", () -> missing("--repair"));
        locking.declare(flags, session);
    }

    private static void missing(String flag) {
        throw new CliException("nix4j does not have the flag '" + flag + "' of 'nix build' yet");
    }

    @Override
    void word(String word, Deque<String> rest) {
        words.add(word);
    }

    @Override
    void run() {
        installables.check(session.settings());
        session.lookAhead();
        try (Evaluators world = Evaluators.create(session, evaluation, installables.file() == null, false)) {
            List<Buildable> found = input.find(
                    session,
                    words,
                    given -> EvaluatorInternals.of(world.evaluator())
                            .run(
                                    EvalOptions.UNLIMITED,
                                    ev -> new Buildables(session, world, evaluation, locking, installables)
                                            .find(ev, given)));
            if (!dryRun) {
                found = repeated(found);
            }
            build(world.store(), found);
            if (json.isWanted()) {
                session.out(json.text(FlakeJson.compact(
                        found.stream().map(one -> json(world.store(), one)).toList())));
            }
            if (!dryRun) {
                List<StorePath> paths = found.stream()
                        .flatMap(one -> one.links().keySet().stream())
                        .toList();
                if (printPaths) {
                    paths.forEach(path -> session.out(world.store().storeDir().print(path) + "\n"));
                }
                keep(world.store(), paths);
            }
        }
    }

    /** What is named twice Nix has built for either word, and takes it for the result of both. */
    private static List<Buildable> repeated(List<Buildable> found) {
        return found.stream()
                .flatMap(one -> Collections.nCopies(Collections.frequency(found, one), one).stream())
                .toList();
    }

    private void keep(Store store, List<StorePath> paths) {
        if (profile == null) {
            return;
        }
        if (paths.size() != 1) {
            throw new UsageException(
                    "'--profile' requires that the arguments produce a single store path, but there are "
                            + paths.size());
        }
        new Profile(session, store, profile).switchTo(paths.get(0));
    }

    private void build(Store store, List<Buildable> found) {
        Realisation realisation = new Realisation(session, store);
        if (dryRun) {
            new Builds(session, store).checkStore();
            realisation.announceMissing(found);
            return;
        }
        realisation.realise(found);
        link.make(new OutputLinks(session, store), found);
    }

    private static Object json(Store store, Buildable one) {
        if (one instanceof Buildable.Present present) {
            return store.storeDir().print(present.path());
        }
        Buildable.Outputs built = (Buildable.Outputs) one;
        Map<String, Object> outputs = new TreeMap<>();
        built.outputs()
                .forEach((name, path) -> outputs.put(name, store.storeDir().print(path)));
        Map<String, Object> fields = new TreeMap<>();
        fields.put("drvPath", store.storeDir().print(built.derivation()));
        fields.put("outputs", outputs);
        return fields;
    }
}
