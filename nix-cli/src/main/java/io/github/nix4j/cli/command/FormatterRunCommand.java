package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code nix fmt} and {@code nix formatter run}: runs the formatter of the flake that the working directory is in. */
final class FormatterRunCommand extends ApplicationCommand {
    /** What is formatted: the flake here. */
    private static final String HERE = ".";

    private final JsonOutput json = new JsonOutput();

    FormatterRunCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "fmt";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        json.declare(flags, "Has no effect: the formatter prints what it likes.");
    }

    /**
     * The evaluator of a run. Nix makes it before it looks at {@code --file}, which is to make it impure: too late for the files that
     * may be read, but not for what is said of others.
     */
    static Evaluators formatterWorld(InstallableCommand command) {
        Session session = command.session;
        if (command.installables.file() != null && session.settings().bool("pure-eval", true)) {
            session.settings().set("restrict-eval", "true");
        }
        return command.world(false);
    }

    /** Where formatters are in a flake's outputs. */
    static List<String> places(Session session) {
        return List.of("formatter." + Evaluators.thisSystem(session.settings()));
    }

    @Override
    void run() {
        String program;
        Map<String, String> variables = new HashMap<>(session.invocation().environment());
        try (Evaluators world = formatterWorld(this)) {
            if (!installables.isFlake()) {
                throw refusal(world);
            }
            FlakeOutput output = new FlakeOutput(session, world, locking);
            program = build(world.store(), find(world, output, HERE, fragment -> places(session)));
            variables.put("PRJ_ROOT", root(world, output.parse(HERE).ref()));
            checkRuns(world.store());
        }
        become(program, words, variables);
    }

    /** There is no folder to be formatted of what is no flake; Nix finds that out after the evaluation, in these words. */
    private CliException refusal(Evaluators world) {
        return EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
            new Buildables(session, world, evaluation, locking, installables).check(ev, List.of());
            return new CliException("ref<nix::Installable> cannot be cast to ref<nix::InstallableFlake>");
        });
    }

    /** The folder of the flake's tree, which for a flake in a part of a repository is all of that (byte text). */
    private static String root(Evaluators world, FlakeRef ref) {
        Path root = world.flakes().loader().localTree(ref);
        if (root == null) {
            throw new CliException("flake '" + ref + "' is in no local folder");
        }
        return LocalPaths.toText(root);
    }
}
