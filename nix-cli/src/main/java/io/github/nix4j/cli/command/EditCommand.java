package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.cli.settings.ConfReader;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AttributePath;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.DiskNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code nix edit}: opens the file in an editor that a package says it is written in. */
final class EditCommand extends InstallableCommand {
    /** Editors that take a line as {@code +LINE}. */
    private static final List<String> KNOWN = List.of("emacs", "nano", "vim", "kak");

    private int status;

    EditCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "edit";
    }

    @Override
    int status() {
        return status;
    }

    @Override
    void run() {
        List<String> command;
        try (Evaluators world = world(false)) {
            command = EvaluatorInternals.of(world.evaluator()).run(EvalOptions.UNLIMITED, ev -> command(ev, world));
        }
        status = new ChildProgram(session).run(command);
    }

    private List<String> command(Evaluation ev, Evaluators world) {
        String position = position(ev, world);
        int colon = position.lastIndexOf(':');
        String line = position.substring(colon + 1);
        if (colon < 0 || !line.matches("[0-9]{1,9}")) {
            throw new CliException("cannot parse 'meta.position' attribute '" + position + "'");
        }
        String editor = session.invocation().variable("EDITOR");
        List<String> command = new ArrayList<>(ConfReader.words(editor == null ? "cat" : editor));
        if (Integer.parseInt(line) > 0 && KNOWN.stream().anyMatch(String.valueOf(editor)::contains)) {
            command.add("+" + Integer.parseInt(line));
        }
        command.add(onDisk(ev, world, position.substring(0, colon)));
        return command;
    }

    /** Where a file of the evaluation is on the disk: it may belong to a tree that is only mounted in the store. */
    private String onDisk(Evaluation ev, Evaluators world, String file) {
        SourcePath place = new Expressions(session, world.evaluator()).lookUp(ev, file);
        Path physical = place.tree().physical(place.path());
        if (physical == null && world.store().storeDir().contains(file)) {
            StoreDir.Located location = world.store().storeDir().locate(file);
            physical = world.store().tree(location.storePath()).physical(location.inside());
        }
        if (physical == null && Files.exists(DiskNames.pathOf(file))) {
            // Evaluation may not read it, but whoever edits it may.
            physical = DiskNames.pathOf(file);
        }
        if (physical == null) {
            throw new CliException("cannot open '" + file + "' in an editor because it has no physical path");
        }
        return DiskNames.textOf(physical);
    }

    /** The {@code meta.position} of the package, as {@code FILE:LINE}. */
    private String position(Evaluation ev, Evaluators world) {
        Named named = value(ev, world, only(), output -> output::candidates);
        Value position;
        try {
            position = new AttributePath("meta.position")
                    .find(ev, named.value(), new AutoArguments(Map.of()))
                    .cell();
        } catch (NixException e) {
            // The quote that is missing is missing in Nix.
            throw new CliException("cannot find position information for '" + named.what());
        }
        Value forced = ev.force(position, 0);
        if (forced instanceof PathValue path) {
            return path.path.display();
        }
        return Coercion.toText(
                ev,
                0,
                forced,
                new ContextBuilder(),
                "while evaluating the 'meta.position' attribute of a derivation",
                Coercion.Mode.PLAIN);
    }
}
