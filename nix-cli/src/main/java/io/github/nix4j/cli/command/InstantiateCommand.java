package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.Positional;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.cli.evaluation.ParsedAhead;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.eval.ValuePosition;
import io.github.nix4j.lang.internal.selection.AttributePath;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The program {@code nix-instantiate}: evaluates, parses, or writes derivations and prints their paths. */
public final class InstantiateCommand {
    private final Session session;
    private final Flags flags = new Flags();
    private final EvaluationFlags evaluation = new EvaluationFlags();
    private final List<String> words = new ArrayList<>();
    private final List<String> attributePaths = new ArrayList<>();
    private final ValuePrinting printing;
    private boolean evalOnly;
    private boolean parseOnly;
    private boolean expressions;
    private boolean findFile;
    private boolean readStdin;
    private boolean readOnly;
    private boolean readWrite;
    private boolean help;
    private boolean version;
    private boolean gcWarning = true;
    private String gcRoot = "";

    public InstantiateCommand(Session session) {
        this.session = session;
        this.printing = new ValuePrinting(session);
    }

    /** Runs the command line and returns the exit status. */
    public int start(List<String> arguments) {
        declare();
        try {
            flags.parse(arguments, new Words());
        } catch (UsageException e) {
            if (!help) {
                throw e;
            }
        }
        if (help) {
            new HelpPage(session).print("nix-instantiate", flags);
            return 0;
        }
        if (version) {
            session.out(session.versionLine());
            return 0;
        }
        session.checkSettings();
        session.lookAhead();
        boolean computeOnly = readOnly || (evalOnly && !readWrite);
        try (Evaluators world = Evaluators.create(session, evaluation, false, computeOnly)) {
            EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
                run(ev, new Expressions(session, world.evaluator()));
                return 0;
            });
        }
        return 0;
    }

    private void declare() {
        CommonFlags.declare(flags, session);
        LegacyFlags.declare(flags, session);
        flags.section("Options");
        flags.add("help", '\0', "Show this text.", () -> help = true);
        flags.add("version", '\0', "Show the version.", () -> version = true);
        flags.add("expr", 'E', "Take the words as expressions instead of files.", () -> expressions = true);
        flags.add("eval", '\0', "Print the value instead of the paths of derivations.", () -> evalOnly = true);
        flags.add("eval-only", '\0', "An older name of --eval.", () -> evalOnly = true);
        flags.add("parse", '\0', "Print the syntax tree and evaluate nothing.", () -> parseOnly = true);
        flags.add("parse-only", '\0', "An older name of --parse.", () -> parseOnly = true);
        flags.add(
                "find-file",
                '\0',
                "Print where the search path has the words, as <word> in an expression would find it.",
                () -> findFile = true);
        flags.add(
                "attr",
                'A',
                List.of("attrpath"),
                "Take this attribute of the value. May be given several times.",
                words -> attributePaths.add(words.get(0)));
        flags.add(
                "add-root",
                '\0',
                List.of("path"),
                "Make a root for the garbage collector.",
                words -> gcRoot = words.get(0));
        flags.add("indirect", '\0', "Has no effect, as in Nix.", () -> {});
        flags.add("read-write-mode", '\0', "Write to the store even with --eval.", () -> readWrite = true);
        flags.add("readonly-mode", '\0', "Compute store paths without writing to the store.", () -> readOnly = true);
        flags.add("dry-run", '\0', "The same.", () -> readOnly = true);
        flags.add("no-gc-warning", '\0', "Do not warn where --add-root is missing.", () -> gcWarning = false);
        printing.declare(flags.section("Printing"));
        evaluation.declare(flags, session);
    }

    private final class Words implements Positional {
        @Override
        public boolean accept(String word, Deque<String> rest) {
            if (word.equals("-")) {
                readStdin = true;
            } else {
                words.add(word);
            }
            return true;
        }

        @Override
        public boolean acceptsDash() {
            return true;
        }
    }

    private void run(Evaluation ev, Expressions sources) {
        if (findFile) {
            for (String word : words) {
                String place = sources.find(ev, word).display();
                if (!place.startsWith("/")) {
                    throw new CliException("'" + place + "' has no physical path");
                }
                session.out(place + "\n");
            }
            return;
        }
        AutoArguments arguments = sources.arguments(evaluation);
        // One for all words: it warns once.
        DerivationListing listing = new DerivationListing(session, gcWarning && gcRoot.isEmpty());
        if (readStdin) {
            process(ev, sources, sources.stdin(), arguments, listing);
        } else if (words.isEmpty() && !expressions) {
            words.add("./default.nix");
        }
        if (parseOnly && !expressions) {
            parse(ev, sources);
            return;
        }
        for (String word : words) {
            Expressions.Source source = expressions ? sources.text(word) : sources.file(ev, word);
            process(ev, sources, source, arguments, listing);
        }
    }

    private void parse(Evaluation ev, Expressions sources) {
        try (ParsedAhead parsed = new ParsedAhead(sources, words, session.helpers())) {
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                String text = parsed.take(i).orElseGet(() -> sources.parse(sources.file(ev, word)));
                session.out(text + "\n");
            }
        }
    }

    private void process(
            Evaluation ev,
            Expressions sources,
            Expressions.Source source,
            AutoArguments arguments,
            DerivationListing listing) {
        if (parseOnly) {
            session.out(sources.parse(source) + "\n");
            return;
        }
        Value root = sources.evaluate(ev, source);
        List<String> paths = attributePaths.isEmpty() ? List.of("") : attributePaths;
        for (String path : paths) {
            Value cell = new AttributePath(path).find(ev, root, arguments).cell();
            Value value = ev.force(cell, ValuePosition.of(cell, 0));
            if (evalOnly) {
                Value result = arguments.isEmpty() ? value : arguments.call(ev, value);
                printing.print(ev, result);
            } else {
                listing.print(ev, value, arguments);
            }
        }
    }
}
