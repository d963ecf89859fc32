package io.github.nix4j.cli.repl;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.LauncherLocale;
import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.Closure;
import io.github.nix4j.lang.internal.eval.Coercion;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.ByteText;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Opens the file behind a value in the editor that {@code EDITOR} names. */
final class ReplEditor {
    private static final List<String> TAKE_LINES = List.of("emacs", "nano", "vim", "kak");

    private final Session session;

    /** A line of a file; 0 for none. */
    private record Place(String path, int line) {}

    ReplEditor(Session session) {
        this.session = session;
    }

    /** Opens the file of {@code value}, which messages call {@code name}, and waits until the editor has ended. */
    void edit(Evaluation ev, Value value, String name) {
        open(place(ev, value, name));
    }

    private static Place place(Evaluation ev, Value value, String expression) {
        if (value instanceof PathValue || value instanceof StringValue) {
            String frame = "while evaluating the filename to edit";
            return new Place(
                    Coercion.toPath(ev, 0, value, new ContextBuilder(), frame).display(), 0);
        }
        if (value instanceof Closure closure) {
            SourcePosition place = ev.engine.positions().resolve(closure.lambda.pos);
            if (place != null && place.file().origin() instanceof SourceFile.FileOrigin file) {
                return new Place(file.path(), place.line());
            }
            throw new CliException(
                    "'" + ev.engine.positions().display(closure.lambda.pos) + "' cannot be shown in an editor");
        }
        return packagePlace(ev, value, expression);
    }

    /** Where a package says that it is from, in {@code meta.position}. */
    private static Place packagePlace(Evaluation ev, Value value, String expression) {
        Value position;
        try {
            AttrsValue meta = ev.forceAttrs(ev.getAttr(ev.forceAttrs(value, 0, ""), ev.intern("meta"), ""), 0, "");
            position = ev.getAttr(meta, ev.intern("position"), "");
        } catch (NixException e) {
            throw new CliException("package '" + expression + "' has no source location information");
        }
        String frame = "while evaluating the 'meta.position' attribute of a derivation";
        String text =
                Coercion.toPath(ev, 0, position, new ContextBuilder(), frame).display();
        int colon = text.lastIndexOf(':');
        try {
            return new Place(text.substring(0, Math.max(0, colon)), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new CliException("cannot parse 'meta.position' attribute '" + text + "'");
        }
    }

    private void open(Place place) {
        String variable = session.invocation().variable("EDITOR");
        String editor = variable == null ? "cat" : variable;
        List<String> command =
                new ArrayList<>(Arrays.asList(ByteText.toUnicode(editor).strip().split("\\s+")));
        if (place.line() > 0 && TAKE_LINES.stream().anyMatch(editor::contains)) {
            command.add("+" + place.line());
        }
        command.add(ByteText.toUnicode(place.path()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(new File(ByteText.toUnicode(session.invocation().workingDirectory())));
        LauncherLocale.undo(builder.environment());
        session.flush();
        try {
            int status = session.isInteractive() ? builder.inheritIO().start().waitFor() : copy(builder);
            if (status != 0) {
                throw new CliException("program \"" + editor + "\" failed with exit code " + status);
            }
        } catch (IOException e) {
            throw new CliException("cannot run the editor \"" + editor + "\": "
                    + ByteText.fromUnicode(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException("interrupted by the user");
        }
    }

    // Without a terminal, what the editor prints belongs between what the prompt prints.
    private int copy(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        session.out(ByteText.of(process.getInputStream().readAllBytes()));
        return process.waitFor();
    }
}
