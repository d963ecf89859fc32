package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Calls;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.json.JsonWriter;
import io.github.nix4j.lang.internal.print.PrintOptions;
import io.github.nix4j.lang.internal.print.ValuePrinter;
import io.github.nix4j.lang.internal.selection.AttributePath;
import io.github.nix4j.lang.value.ContextBuilder;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code nix eval}: prints the value of an expression or a flake's output. */
final class EvalCommand extends Command {
    private final EvaluationFlags evaluation = new EvaluationFlags();
    private final FlakeFlags locking = new FlakeFlags();
    private final InstallableFlags installables = new InstallableFlags();
    private @Nullable String installable;
    private @Nullable String apply;
    private @Nullable String writeTo;
    private boolean raw;
    private final JsonOutput json = new JsonOutput();
    private boolean readOnly;

    EvalCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "eval";
    }

    @Override
    void declare(Flags flags) {
        installables.declare(flags, session);
        flags.section("Printing");
        flags.add(
                "raw",
                '\0',
                "Print a string as it is, without quotes and without a line break after it.",
                () -> raw = true);
        json.declare(flags, "Print the value as JSON; functions have none.");
        flags.add(
                "apply",
                '\0',
                List.of("expr"),
                "Print the result of this function for the value.",
                words -> apply = words.get(0));
        flags.add(
                "write-to",
                '\0',
                List.of("path"),
                "Write a string as a file, or a set of strings as a directory, to a path that does not exist.",
                words -> writeTo = words.get(0));
        flags.add("read-only", '\0', "Compute store paths without writing to the store.", () -> readOnly = true);
        evaluation.declare(flags, session);
        locking.declare(flags, session);
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (installable != null) {
            super.word(word, rest);
        }
        installable = word;
    }

    @Override
    void run() {
        installables.check(session.settings());
        if (raw && json.isWanted()) {
            throw new UsageException("--raw and --json are mutually exclusive");
        }
        if (writeTo == null) {
            // Files are not written twice.
            session.lookAhead();
        }
        try (Evaluators world = Evaluators.create(session, evaluation, installables.file() == null, readOnly)) {
            EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
                run(ev, world);
                return 0;
            });
        }
    }

    private void run(Evaluation ev, Evaluators world) {
        Expressions sources = new Expressions(session, world.evaluator());
        AttributePath.Found found = find(ev, world, sources);
        Value value = ev.force(found.cell(), found.pos());
        if (apply != null) {
            value = Calls.call(ev, sources.evaluate(ev, sources.text(apply)), value, 0);
        }
        ContextBuilder context = new ContextBuilder();
        if (writeTo != null) {
            new TreeOutput(session).write(ev, value, found.pos(), writeTo);
        } else if (raw) {
            session.out(Coercion.toText(
                    ev, 0, value, context, "while generating the eval command output", Coercion.Mode.COPY));
        } else if (json.isWanted()) {
            session.out(json.text(JsonWriter.write(ev, value, found.pos(), context, true, false)));
        } else {
            session.out(ValuePrinter.print(ev, value, PrintOptions.EVAL) + "\n");
        }
    }

    private AttributePath.Found find(Evaluation ev, Evaluators world, Expressions sources) {
        String word = installable == null ? "" : installable;
        if (!installables.isFlake()) {
            AttributePath path = new AttributePath(InstallableFlags.attribute(word));
            return path.find(ev, installables.root(ev, sources), sources.arguments(evaluation));
        }
        new StoreObjects(session, world.store()).refuse(word);
        String path = OutputSelector.cut(word);
        String reference = path.isEmpty() ? "." : path;
        FlakeOutput output = new FlakeOutput(session, world, locking).withoutArguments(evaluation, reference);
        return new AttributePath.Found(output.find(ev, reference), 0);
    }
}
