package example;

import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.Cancellation;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.NixLimitException;
import io.github.nix4j.lang.NixSource;
import io.github.nix4j.lang.SourceRange;
import io.github.nix4j.lang.SourceRanges;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.parser.Diagnostic;
import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.value.ValueFormat;
import io.github.nix4j.store.ByteText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an editor underlines: all syntax errors of a text, and where the evaluation of a file fails. Buffers need not be saved. */
public final class EditorProblems implements AutoCloseable {
    private static final EvalOptions LIMITS =
            EvalOptions.UNLIMITED.withTimeout(Duration.ofSeconds(5)).withMaxAllocatedBytes(500L << 20);

    private final UnsavedFiles unsaved = new UnsavedFiles();
    private final NixEvaluator nix = NixEvaluator.builder()
            .io(EvalIo.local().withRoot(unsaved.overDisk()))
            .build();
    private volatile Cancellation running = new Cancellation();

    /** The editor's text of a file changed: what is being evaluated is out of date, and the next evaluation sees the new text. */
    public void edited(Path file, String text) {
        unsaved.put(file, text);
        Cancellation before = running;
        running = new Cancellation();
        before.cancel();
        // Waits for what is still running, which ends soon now.
        nix.refresh();
    }

    /** All syntax errors of a text, as {@code LINE:COLUMN-LINE:COLUMN: MESSAGE}. */
    public static List<String> syntaxErrors(String file, String text) {
        SourceFile source = SourceFile.of(file, text.getBytes(StandardCharsets.UTF_8));
        SourceRanges ranges = SourceRanges.of(source);
        List<String> problems = new ArrayList<>();
        for (Diagnostic error :
                NixParser.parseTolerantly(source, ParseOptions.DEFAULT).diagnostics()) {
            problems.add(problem(ranges.token(error.offset()), ByteText.toUnicode(error.message())));
        }
        return problems;
    }

    /** What is wrong with the value of a file, in the same form; empty if nothing is. */
    public List<String> evaluationError(Path file) {
        Cancellation cancellation = running;
        try {
            nix.print(
                    nix.evaluate(NixSource.ofFile(file), LIMITS.withCancellation(cancellation)),
                    ValueFormat.INSTANTIATE);
            return List.of();
        } catch (NixLimitException e) {
            // Nothing is wrong with the file where it has changed meanwhile.
            return cancellation.isCancelled() ? List.of() : List.of(e.getMessage());
        } catch (NixException e) {
            String hints =
                    e.suggestions().isEmpty() ? "" : " (did you mean " + String.join(", ", e.suggestions()) + "?)";
            String message = e.getMessage() + hints;
            SourceRange range = e.nearestRange();
            return List.of(range == null ? message : problem(range, message));
        }
    }

    private static String problem(SourceRange range, String message) {
        // Columns of UTF-16, as editors count them.
        return range.startLine() + ":" + range.startUtf16Column() + "-" + range.endLine() + ":" + range.endUtf16Column()
                + ": " + message;
    }

    @Override
    public void close() {
        nix.close();
    }

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]).toAbsolutePath();
        try (EditorProblems editor = new EditorProblems()) {
            editor.edited(file, "let config = { greeting = \"hello\"; }; in config.greting");
            System.out.println(editor.evaluationError(file));
        }
    }
}
