package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Builds;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.OutputLinks;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.build.BuildTarget;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code nix build}: builds what the words name, and links to it. */
final class BuildCommand extends Command {
    private final EvaluationFlags evaluation = new EvaluationFlags();
    private final FlakeFlags locking = new FlakeFlags();
    private final InstallableFlags installables = new InstallableFlags();
    private final List<String> words = new ArrayList<>();
    private String link = "result";
    private final JsonOutput json = new JsonOutput();
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
        flags.section("Building");
        flags.add(
                "out-link",
                'o',
                List.of("path"),
                "Link to what was built by this name; result by default.",
                arguments -> link = arguments.get(0));
        flags.add("no-link", '\0', "Make no link.", () -> link = "");
        json.declare(flags, "Print what was built as JSON.");
        flags.add("print-out-paths", '\0', "Print the paths of what was built.", () -> printPaths = true);
        flags.add("dry-run", '\0', "Say what would be built, and build nothing.", () -> dryRun = true);
        flags.add("rebuild", '\0', "Build again what is there and compare.", () -> missing("--rebuild"));
        flags.add("repair", '\0', "Build again what is corrupt.", () -> missing("--repair"));
        flags.add("profile", '\0', List.of("path"), "Make a profile that holds it.", arguments -> missing("--profile"));
        evaluation.declare(flags, session);
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
        try (Evaluators world = Evaluators.create(session, evaluation, installables.file() == null, false)) {
            List<Buildable> found = EvaluatorInternals.of(world.evaluator())
                    .run(
                            EvalOptions.UNLIMITED,
                            ev -> new Buildables(session, world, evaluation, locking, installables).find(ev, words));
            build(world.store(), found);
            if (json.isWanted()) {
                session.out(json.text(FlakeJson.compact(
                        found.stream().map(one -> json(world.store(), one)).toList())));
            }
            if (printPaths) {
                found.forEach(one -> one.links()
                        .keySet()
                        .forEach(path -> session.out(world.store().storeDir().print(path) + "\n")));
            }
        }
    }

    private void build(Store store, List<Buildable> found) {
        Realisation realisation = new Realisation(session, store);
        if (dryRun) {
            List<BuildTarget> targets = realisation.targets(found);
            if (!targets.isEmpty()) {
                new Builds(session, store).announce(targets);
            }
            return;
        }
        realisation.realise(found);
        if (!link.isEmpty()) {
            OutputLinks links = new OutputLinks(session, store);
            for (int i = 0; i < found.size(); i++) {
                String name = i == 0 ? link : link + "-" + i;
                found.get(i).links().forEach((target, suffix) -> links.link(name + suffix, target));
            }
        }
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
