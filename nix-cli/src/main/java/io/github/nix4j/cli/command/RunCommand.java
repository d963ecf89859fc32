package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Builds;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.flake.internal.OutputCursor;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.selection.AttributePath;
import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code nix run}: builds a program and runs it in the same surroundings. */
final class RunCommand extends InstallableCommand {
    private final EnvironmentFlags environment = new EnvironmentFlags();
    private int status;

    RunCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "run";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        environment.declare(flags);
    }

    @Override
    int status() {
        return status;
    }

    @Override
    void run() {
        String program;
        @Nullable Map<String, String> variables;
        try (Evaluators world = world(false)) {
            Application application =
                    EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> find(ev, world));
            program = build(world.store(), application);
            variables = environment.changed(session);
            if (!(world.store() instanceof LocalStore)) {
                throw new CliException("store '" + world.store().uri()
                        + "' is not a local store so it does not support command execution");
            }
        }
        List<String> command = new ArrayList<>(List.of(program));
        // The first word names the program, the others are its own.
        words.stream().skip(1).forEach(command::add);
        status = new ChildProgram(session)
                .run(command, variables, session.invocation().workingDirectory());
    }

    private Application find(Evaluation ev, Evaluators world) {
        String first = words.isEmpty() ? "" : words.get(0);
        if (!installables.isFlake()) {
            Expressions sources = new Expressions(session, world.evaluator());
            AttributePath.Found found = new AttributePath(InstallableFlags.attribute(first))
                    .find(ev, installables.root(ev, sources), sources.arguments(evaluation));
            OutputCursor cursor = OutputCursor.root(ev, () -> ev.force(found.cell(), found.pos()), null);
            return Application.of(ev, world.store(), cursor, "", "");
        }
        String word = OutputSelector.cut(first);
        String reference = word.isEmpty() ? "." : word;
        FlakeOutput output = new FlakeOutput(session, world, locking).withoutArguments(evaluation, reference);
        String system = Evaluators.thisSystem(session.settings());
        return OutputCursor.explained(ev, () -> {
            OutputCursor cursor =
                    output.cursor(ev, reference, fragment -> Application.places(output, system, fragment));
            return Application.of(
                    ev, world.store(), cursor, cursor.pathText(), cursor.path().get(0));
        });
    }

    /** The program's place, where it is now. */
    private String build(Store store, Application application) {
        if (!application.targets().isEmpty()) {
            new Builds(session, store).build(application.targets());
        }
        for (StorePath path : application.needed()) {
            if (!store.isValid(path)) {
                throw new CliException(
                        "path '" + store.storeDir().print(path) + "' does not exist and cannot be created");
            }
        }
        String complaint = application.complaint(store);
        if (complaint != null) {
            throw new CliException(complaint);
        }
        return application.program();
    }
}
