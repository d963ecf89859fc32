package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Builds;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.flake.internal.OutputCursor;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.selection.AttributePath;
import io.github.nix4j.store.LocalStore;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the commands have in common that build a program and mostly run it. */
abstract class ApplicationCommand extends InstallableCommand {
    private int status;

    ApplicationCommand(Session session) {
        super(session);
    }

    @Override
    int status() {
        return status;
    }

    /** The program that the attribute path {@code word} of a file or expression names. */
    Application find(Evaluators world, String word) {
        return EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
            Expressions sources = new Expressions(session, world.evaluator());
            AttributePath.Found found = new AttributePath(InstallableFlags.attribute(word))
                    .find(ev, installables.root(ev, sources), sources.arguments(evaluation));
            OutputCursor cursor = OutputCursor.root(ev, () -> ev.force(found.cell(), found.pos()), null);
            return Application.of(ev, world.store(), cursor, "", "");
        });
    }

    /** The program that {@code reference} names, whose fragment is looked for in {@code places} of the flake. */
    Application find(Evaluators world, FlakeOutput output, String reference, Function<String, List<String>> places) {
        FlakeOutput checked = output.withoutArguments(evaluation, reference);
        return EvaluatorInternals.of(world.evaluator())
                .run(
                        EvalOptions.UNLIMITED,
                        ev -> OutputCursor.explained(ev, () -> {
                            OutputCursor cursor = checked.cursor(ev, reference, places);
                            List<String> path = cursor.path();
                            String first = path.isEmpty() ? "" : path.get(0);
                            return Application.of(ev, world.store(), cursor, cursor.pathText(), first);
                        }));
    }

    /** Builds a program and returns its place (byte text). */
    String build(Store store, Application application) {
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

    /** Fails if programs of {@code store} are not at the places that their paths name. */
    void checkRuns(Store store) {
        if (!(store instanceof LocalStore)) {
            throw new CliException(
                    "store '" + store.uri() + "' is not a local store so it does not support command execution");
        }
    }

    /**
     * Runs a program in this one's place.
     *
     * @param variables those that it gets (byte text); null for those of this one
     */
    void become(String program, List<String> arguments, @Nullable Map<String, String> variables) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        status = new ChildProgram(session)
                .run(command, variables, session.invocation().workingDirectory());
    }
}
