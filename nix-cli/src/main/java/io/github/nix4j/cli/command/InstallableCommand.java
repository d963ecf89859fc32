package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AttributePath;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** What the commands have in common whose words name outputs of flakes, attributes of files, or store paths. */
abstract class InstallableCommand extends Command {
    final EvaluationFlags evaluation = new EvaluationFlags();
    final FlakeFlags locking = new FlakeFlags();
    final InstallableFlags installables = new InstallableFlags();
    final List<String> words = new ArrayList<>();

    InstallableCommand(Session session) {
        super(session);
    }

    @Override
    void declare(Flags flags) {
        installables.declare(flags, session);
        evaluation.declare(flags, session);
        locking.declare(flags, session);
    }

    @Override
    void word(String word, Deque<String> rest) {
        words.add(word);
    }

    /** The evaluator of the run; the caller closes it. */
    Evaluators world(boolean readOnly) {
        installables.check(session.settings());
        return Evaluators.create(session, evaluation, installables.file() == null, readOnly);
    }

    /** What {@code given} name in the store. */
    List<Buildable> find(Evaluators world, List<String> given) {
        return EvaluatorInternals.of(world.evaluator())
                .run(
                        EvalOptions.UNLIMITED,
                        ev -> new Buildables(session, world, evaluation, locking, installables).find(ev, given));
    }

    /**
     * A value and how messages call what it was named by.
     *
     * @param value evaluated
     */
    record Named(Value value, String what) {}

    /** The value that {@code word} names; {@code places} are those where outputs of a flake are looked for. */
    Named value(
            Evaluation ev,
            Evaluators world,
            String word,
            Function<FlakeOutput, Function<String, List<String>>> places) {
        if (!installables.isFlake()) {
            Expressions sources = new Expressions(session, world.evaluator());
            String path = InstallableFlags.attribute(word);
            AttributePath.Found found =
                    new AttributePath(path).find(ev, installables.root(ev, sources), sources.arguments(evaluation));
            return new Named(ev.force(found.cell(), found.pos()), path);
        }
        new StoreObjects(session, world.store()).refuse(word);
        String plain = OutputSelector.cut(word);
        String reference = plain.isEmpty() ? "." : plain;
        FlakeOutput output = new FlakeOutput(session, world, locking).withoutArguments(evaluation, reference);
        Value value = ev.force(output.find(ev, reference, places.apply(output)), 0);
        return new Named(value, output.what(reference, places.apply(output)));
    }

    /** The only word, or none, which means the flake of the working directory. */
    String only() {
        if (words.size() > 1) {
            throw new UsageException("unexpected argument '" + words.get(1) + "'");
        }
        return words.isEmpty() ? "" : words.get(0);
    }
}
