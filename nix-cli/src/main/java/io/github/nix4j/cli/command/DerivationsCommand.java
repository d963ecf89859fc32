package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AttributePath;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * {@code nix4j instantiate}: writes derivations to the store and prints their paths. Its words are outputs of flakes, or
 * attribute paths when {@code --file} or {@code --expr} is given.
 */
final class DerivationsCommand extends Command {
    private final EvaluationFlags evaluation = new EvaluationFlags();
    private final FlakeFlags locking = new FlakeFlags();
    private final InstallableFlags installables = new InstallableFlags();
    private final List<String> words = new ArrayList<>();
    private boolean readOnly;

    DerivationsCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "instantiate";
    }

    @Override
    void declare(Flags flags) {
        installables.declare(flags, session);
        flags.add(
                "attr",
                'A',
                List.of("attrpath"),
                "The same as the word attrpath, for those who know nix-instantiate.",
                arguments -> words.add(arguments.get(0)));
        flags.add("read-only", '\0', "Compute store paths without writing to the store.", () -> readOnly = true);
        evaluation.declare(flags, session);
        locking.declare(flags, session);
    }

    @Override
    void word(String word, Deque<String> rest) {
        words.add(word);
    }

    @Override
    void run() {
        installables.check(session.settings());
        if (words.isEmpty()) {
            words.add(installables.isFlake() ? "." : "");
        }
        session.lookAhead();
        try (Evaluators world = Evaluators.create(session, evaluation, installables.file() == null, readOnly)) {
            EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
                run(ev, world);
                return 0;
            });
        }
    }

    private void run(Evaluation ev, Evaluators world) {
        Expressions sources = new Expressions(session, world.evaluator());
        AutoArguments arguments = sources.arguments(evaluation);
        DerivationListing listing = new DerivationListing(session, false);
        for (String word : words) {
            Value value = installables.isFlake()
                    ? new FlakeOutput(session, world, locking).find(ev, word)
                    : new AttributePath(InstallableFlags.attribute(word))
                            .find(ev, installables.root(ev, sources), arguments)
                            .cell();
            listing.print(ev, value, arguments);
        }
    }
}
