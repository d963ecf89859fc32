package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.cli.evaluation.ParsedAhead;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** {@code nix4j parse}: prints the syntax trees of files, of an expression, or of standard input. */
final class ParseCommand extends Command {
    private final EvaluationFlags evaluation = new EvaluationFlags();
    private final List<String> files = new ArrayList<>();
    private final List<String> expressions = new ArrayList<>();

    ParseCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "parse";
    }

    @Override
    void declare(Flags flags) {
        flags.section("What is parsed");
        flags.add("expr", 'E', List.of("expr"), "Parse the expression.", words -> expressions.add(words.get(0)));
        flags.add(
                "file",
                'f',
                List.of("file"),
                "Parse the file; a dash is standard input.",
                words -> files.add(words.get(0)));
        evaluation.declare(flags, session);
    }

    @Override
    void word(String word, Deque<String> rest) {
        files.add(word);
    }

    @Override
    void run() {
        session.lookAhead();
        try (Evaluators world = Evaluators.create(session, evaluation, false, true)) {
            EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
                Expressions sources = new Expressions(session, world.evaluator());
                for (String expression : expressions) {
                    session.out(sources.parse(sources.text(expression)) + "\n");
                }
                if (files.isEmpty() && expressions.isEmpty()) {
                    files.add("-");
                }
                try (ParsedAhead parsed = new ParsedAhead(sources, files, session.helpers())) {
                    for (int i = 0; i < files.size(); i++) {
                        String file = files.get(i);
                        String text = parsed.take(i)
                                .orElseGet(() ->
                                        sources.parse(file.equals("-") ? sources.stdin() : sources.file(ev, file)));
                        session.out(text + "\n");
                    }
                }
                return 0;
            });
        }
    }
}
