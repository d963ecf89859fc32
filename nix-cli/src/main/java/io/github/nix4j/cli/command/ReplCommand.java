package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.cli.repl.Repl;
import io.github.nix4j.flake.ref.ParsedFlakeRef;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AttributePath;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** {@code nix repl}: reads expressions and prints their values until there are no more. */
final class ReplCommand extends Command {
    private final EvaluationFlags evaluation = new EvaluationFlags();
    private final FlakeFlags locking = new FlakeFlags();
    private final InstallableFlags installables = new InstallableFlags();
    private final List<String> words = new ArrayList<>();
    private boolean readOnly;

    ReplCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "repl";
    }

    @Override
    void declare(Flags flags) {
        installables.declare(flags, session);
        flags.add("read-only", '\0', "Compute store paths without writing to the store.", () -> readOnly = true);
        evaluation.declare(flags, session);
        flags.add("debugger", '\0', "Is refused: nix4j has no debugger.", () -> {
            throw new CliException("nix4j has no debugger; start the prompt without --debugger");
        });
        locking.declare(flags, session);
    }

    @Override
    String feature() {
        return "";
    }

    @Override
    boolean impureByDefault() {
        return true;
    }

    @Override
    void word(String word, Deque<String> rest) {
        words.add(word);
    }

    @Override
    void run() {
        if (words.isEmpty() && !installables.isFlake()) {
            words.add("");
        }
        try (Evaluators world = Evaluators.create(session, evaluation, false, readOnly)) {
            Expressions sources = new Expressions(session, world.evaluator());
            AutoArguments arguments = sources.arguments(evaluation);
            new Repl(session, world, sources, arguments, ev -> values(ev, world, sources, arguments)).run();
        }
    }

    /** What the words stand for, found anew at each reload. */
    private List<Repl.Installable> values(
            Evaluation ev, Evaluators world, Expressions sources, AutoArguments arguments) {
        installables.check(session.settings());
        List<Repl.Installable> values = new ArrayList<>();
        for (String word : words) {
            if (installables.isFlake()) {
                new StoreObjects(session, world.store()).refuse(word);
                FlakeOutput output = new FlakeOutput(session, world, locking).withoutArguments(evaluation, word);
                ParsedFlakeRef parsed = output.parse(word);
                values.add(new Repl.Installable(parsed.ref() + "#" + parsed.fragment(), output.findOrAll(ev, word)));
                continue;
            }
            String path = InstallableFlags.attribute(word);
            AttributePath.Found found = new AttributePath(path).find(ev, installables.root(ev, sources), arguments);
            Value value = found.cell();
            if (installables.file() != null) {
                value = arguments.call(ev, ev.force(value, found.pos()));
            }
            values.add(new Repl.Installable(path, value));
        }
        return values;
    }
}
