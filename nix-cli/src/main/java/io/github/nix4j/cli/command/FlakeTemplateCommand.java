package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.PlainMarkdown;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.internal.OutputCursor;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code nix flake init} and {@code nix flake new}: copies a template into a directory. */
final class FlakeTemplateCommand extends FlakeSubcommand {
    private String template = "templates";
    private @Nullable String directory;
    private final boolean named;

    /** @param directory where to; null if the command line names it */
    FlakeTemplateCommand(Session session, @Nullable String directory) {
        super(session);
        this.directory = directory;
        this.named = directory == null;
    }

    @Override
    String helpPage() {
        return named ? "flake-new" : "flake-init";
    }

    @Override
    void declare(Flags flags) {
        evaluation.declare(flags, session);
        flags.remove("inputs-from");
        flags.section("Options");
        flags.add("template", 't', List.of("template"), "The template to use.", words -> template = words.get(0));
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (directory != null) {
            throw new UsageException("unexpected argument '" + word + "'");
        }
        directory = word;
    }

    private static List<String> places(String fragment) {
        if (fragment.isEmpty()) {
            return List.of("templates.default", "defaultTemplate");
        }
        return fragment.startsWith(".") ? List.of(fragment.substring(1)) : List.of("templates." + fragment, fragment);
    }

    @Override
    void run() {
        if (named && directory == null) {
            throw new UsageException("more arguments are required");
        }
        Path target = DiskNames.pathOf(session.invocation().absolute(String.valueOf(directory)))
                .normalize();
        locking.keepLockFile();
        try (Evaluators world = Evaluators.create(session, evaluation, true, false)) {
            EvaluatorInternals.of(world.evaluator())
                    .run(
                            EvalOptions.UNLIMITED,
                            ev -> OutputCursor.explained(ev, () -> {
                                copy(ev, world, target);
                                return 0;
                            }));
        }
    }

    private void copy(Evaluation ev, Evaluators world, Path target) {
        OutputCursor found =
                new FlakeOutput(session, world, locking).cursor(ev, template, FlakeTemplateCommand::places);
        SourcePath source = Coercion.toPath(ev, 0, found.get("path").force(), new ContextBuilder(), "");
        TemplateCopy copy = new TemplateCopy(session);
        try {
            copy.make(source, target);
            copy.track(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OutputCursor welcome = found.maybeGet("welcomeText");
        if (welcome != null) {
            session.err("\n");
            session.err(PlainMarkdown.of(welcome.text()));
        }
        if (copy.conflicts() > 0) {
            throw new CliException("encountered " + copy.conflicts() + " conflicts - see above");
        }
    }

    @Override
    void run(Evaluators world, Flake flake) {
        // The flake is the template's, found with its outputs.
    }
}
