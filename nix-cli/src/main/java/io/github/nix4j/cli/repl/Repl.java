package io.github.nix4j.cli.repl;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Failure;
import io.github.nix4j.cli.OutputException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.cli.repl.terminal.Assistance;
import io.github.nix4j.cli.repl.terminal.TerminalInput;
import io.github.nix4j.lang.Cancellation;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.engine.IncompleteCodeException;
import io.github.nix4j.lang.internal.engine.InteractiveScope;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.print.PrintOptions;
import io.github.nix4j.lang.internal.print.ValuePrinter;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import io.github.nix4j.store.tree.DiskNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The loop of the prompt: reads an input, evaluates it, prints the value. A failure is printed and the loop goes on. Used by one
 * thread.
 */
public final class Repl {
    /**
     * A value of the command line whose attributes are in scope.
     *
     * @param what how it was named
     */
    public record Installable(String what, Value value) {}

    /** How long somebody who asks for completions waits. */
    private static final Duration COMPLETION_TIME = Duration.ofSeconds(3);

    private final Session session;
    private final Evaluators world;
    private final ReplVariables variables;
    private final ReplDerivations derivations;
    private final ReplInspection inspection;
    private final ReplEditor editor;

    public Repl(
            Session session,
            Evaluators world,
            Expressions sources,
            AutoArguments arguments,
            Function<Evaluation, List<Installable>> installables) {
        this.session = session;
        this.world = world;
        this.variables = new ReplVariables(session, world, sources, arguments, installables);
        this.derivations = new ReplDerivations(session, variables, world);
        this.inspection = new ReplInspection(session, variables);
        this.editor = new ReplEditor(session);
    }

    /** Runs until the input ends or says so; fails only if the installables cannot be loaded. */
    public void run() {
        if (session.isInteractive()) {
            // The terminal is the editor's.
            session.withoutProgress();
        }
        run((assistance, history) ->
                session.isInteractive() ? TerminalInput.open(assistance, history) : new PipedInput(session));
    }

    /**
     * The same with lines from elsewhere.
     *
     * @param open gets what helps while somebody types, and the file of the history
     */
    public void run(BiFunction<Assistance, Path, ReplInput> open) {
        variables.notice(banner() + "\nType :? for help.");
        evaluate(EvalOptions.UNLIMITED, variables::loadFirst);
        try (ReplInput input = open.apply(new Typing(), historyFile())) {
            loop(input);
        }
    }

    private Path historyFile() {
        String data = session.folders().data();
        return DiskNames.pathOf(session.invocation().absolute(data + "/nix4j/repl-history"));
    }

    /** What the terminal asks while somebody types. */
    private final class Typing implements Assistance {
        private final Completion completion = new Completion(session, variables);

        @Override
        public boolean isIncomplete(String text) {
            String line = text.strip();
            if (line.startsWith(":")) {
                int end = commandEnd(line);
                line = line.substring(end).strip();
                return !line.isEmpty()
                        && ReplHelp.TAKES_EXPRESSION.contains(text.strip().substring(0, end))
                        && isIncompleteCode(line);
            }
            return !line.isEmpty() && isIncompleteCode(line);
        }

        private boolean isIncompleteCode(String code) {
            // Deep nesting takes the stack of an evaluation thread.
            try {
                return EvaluatorInternals.of(world.evaluator())
                        .run(EvalOptions.UNLIMITED, ev -> variables.scope().isIncomplete(code));
            } catch (NixLimitException e) {
                // Somebody who throws the line away may be faster than this: no reason to end.
                throw new InputInterruptedException();
            }
        }

        @Override
        public SortedSet<String> complete(String line, String word) {
            EvalOptions limits = EvalOptions.UNLIMITED.withTimeout(COMPLETION_TIME);
            return EvaluatorInternals.of(world.evaluator()).run(limits, ev -> completion.complete(ev, line, word));
        }
    }

    private static int commandEnd(String line) {
        int end = 0;
        while (end < line.length() && " \n\r\t".indexOf(line.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private String banner() {
        return session.invocation().programName().equals("nix4j")
                ? session.versionLine().stripTrailing()
                : "Nix " + Session.NIX_VERSION;
    }

    private void loop(ReplInput input) {
        StringBuilder text = new StringBuilder();
        boolean goesOn = true;
        while (goesOn) {
            try {
                String line = input.read(text.length() == 0 ? ReplInput.PROMPT : ReplInput.CONTINUATION);
                if (line == null) {
                    return;
                }
                text.append(line).append('\n');
                goesOn = process(input, text.toString().strip());
            } catch (IncompleteCodeException e) {
                continue;
            } catch (InputInterruptedException e) {
                text.setLength(0);
                continue;
            }
            text.setLength(0);
            if (goesOn) {
                session.out("\n");
                session.flush();
            }
        }
    }

    /** Whether to go on after {@code line}. */
    private boolean process(ReplInput input, String line) {
        if (line.isEmpty()) {
            return true;
        }
        Cancellation cancellation = new Cancellation();
        EvalOptions options =
                input.isTerminal() ? EvalOptions.UNLIMITED.withCancellation(cancellation) : EvalOptions.UNLIMITED;
        boolean[] goesOn = {true};
        try {
            input.interruptibly(cancellation::cancel, () -> goesOn[0] = execute(options, line));
        } catch (IncompleteCodeException | OutputException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            session.flush();
            boolean interrupted = e instanceof NixLimitException && cancellation.isCancelled();
            session.log(0, interrupted ? "error: interrupted by the user" : text(input, e));
        }
        return goesOn[0];
    }

    private String text(ReplInput input, Throwable e) {
        if (!(e instanceof NixException nix)) {
            return Failure.text(session, e);
        }
        boolean coloured = input.isTerminal() && session.invocation().variable("NO_COLOR") == null;
        return ErrorAccess.firstText(
                nix,
                error -> coloured
                        ? Evaluators.renderer(session).withColours(true).render(error)
                        : Failure.text(session, error));
    }

    private void evaluate(EvalOptions options, Consumer<Evaluation> work) {
        EvaluatorInternals.of(world.evaluator()).run(options, ev -> {
            work.accept(ev);
            return 0;
        });
    }

    private boolean execute(EvalOptions options, String line) {
        if (line.charAt(0) != ':') {
            evaluate(options, ev -> evaluateOrDefine(ev, line));
            return true;
        }
        int end = commandEnd(line);
        return command(options, line.substring(0, end), line.substring(end).strip());
    }

    private boolean command(EvalOptions options, String command, String argument) {
        switch (command) {
            case ":?", ":help" -> session.out(ReplHelp.text());
            case ":a", ":add" -> evaluate(options, ev -> variables.add(ev, variables.evaluate(ev, argument)));
            case ":l", ":load" -> {
                world.flakes().refresh();
                evaluate(options, ev -> variables.loadFile(ev, argument));
            }
            case ":lf", ":load-flake" -> evaluate(options, ev -> variables.loadFlake(ev, argument));
            case ":ll", ":last-loaded" ->
                evaluate(options, ev -> variables.lastLoaded(ev).forEach(name -> session.out(name + "\n")));
            case ":r", ":reload" -> reload(options);
            case ":p", ":print" -> evaluate(options, ev -> print(ev, variables.evaluate(ev, argument)));
            case ":t" ->
                evaluate(
                        options,
                        ev -> session.out(variables.evaluate(ev, argument).describeType() + "\n"));
            case ":doc" -> evaluate(options, ev -> inspection.document(ev, argument));
            case ":e", ":edit" -> {
                evaluate(options, ev -> editor.edit(ev, variables.evaluate(ev, argument), argument));
                reload(options);
            }
            case ":b", ":bl", ":i", ":sh", ":log", ":u" ->
                evaluate(options, ev -> derivations.run(ev, command, argument));
            case ":te", ":trace-enable" -> enableTraces(command, argument);
            case ":q", ":quit" -> {
                return false;
            }
            default -> throw new CliException("unknown command '" + command + "'");
        }
        return true;
    }

    /** Sees files and flakes as they are now: forgets all variables and loads again what was loaded. */
    private void reload(EvalOptions options) {
        world.flakes().refresh();
        evaluate(options, variables::reload);
    }

    private void evaluateOrDefine(Evaluation ev, String line) {
        InteractiveScope scope = variables.scope();
        InteractiveScope.@Nullable Code definitions = scope.definitions(line);
        if (definitions != null) {
            scope.define(ev, definitions);
        } else {
            print(ev, variables.evaluate(ev, line), PrintOptions.REPL.withMaxDepth(1));
        }
    }

    private void print(Evaluation ev, Value value) {
        if (value instanceof StringValue string) {
            session.out(string.text + "\n");
        } else {
            print(ev, value, PrintOptions.REPL);
        }
    }

    private void print(Evaluation ev, Value value, PrintOptions options) {
        StringBuilder text = new StringBuilder();
        try {
            ValuePrinter.print(ev, value, options, text);
            text.append('\n');
        } finally {
            // What came out before a failure is shown, as by a printer that writes while it evaluates.
            session.out(text.toString());
        }
    }

    private void enableTraces(String command, String argument) {
        boolean shown = session.settings().bool("show-trace", false);
        boolean show = switch (argument) {
            case "" -> !shown;
            case "true" -> true;
            case "false" -> false;
            default -> throw new CliException("unexpected argument '" + argument + "' to " + command);
        };
        session.settings().set("show-trace", show ? "true" : "false");
        EvaluatorInternals.of(world.evaluator()).engine().setShowTrace(show);
        session.out(show ? "showing error traces\n" : "not showing error traces\n");
    }
}
