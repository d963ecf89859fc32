package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.command.EvaluationFlags;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.internal.engine.EvalEngine;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.engine.InteractiveScope;
import io.github.nix4j.lang.internal.eval.AttrsBuilder;
import io.github.nix4j.lang.internal.eval.BuiltinValue;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.ListValue;
import io.github.nix4j.lang.internal.eval.PathValue;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.selection.AutoArguments;
import io.github.nix4j.lang.io.SearchPathParser;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.syntax.AstPrinter;
import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SystemReason;
import io.github.nix4j.store.tree.DiskNames;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The expressions that a command line names, as sources and values of one evaluator. Texts are byte text. */
public final class Expressions {
    /**
     * A text to evaluate.
     *
     * @param base the directory that relative paths are seen from
     */
    public record Source(SourceFile file, SourcePath base) {}

    private final Session session;
    private final EvalEngine engine;

    public Expressions(Session session, NixEvaluator evaluator) {
        this.session = session;
        this.engine = EvaluatorInternals.of(evaluator).engine();
    }

    /** An expression given on the command line. */
    public Source text(String expression) {
        return new Source(SourceFile.ofString(expression), path(session.baseDirectory()));
    }

    /** The expression on standard input. */
    public Source stdin() {
        return new Source(SourceFile.of(new SourceFile.StdinOrigin(), readStdin()), path(session.baseDirectory()));
    }

    /** The file, or the {@code default.nix} of the directory, that a word names. */
    public Source file(Evaluation ev, String word) {
        return source(lookUp(ev, word));
    }

    /** The value of {@code --file}: of a file, or of standard input for a dash. */
    public Value importFile(Evaluation ev, String word) {
        return word.equals("-") ? evaluate(ev, stdin()) : engine.importFile(ev, lookUp(ev, word));
    }

    /**
     * The place that a word names: a path, {@code <entry>} of the search path, the address of an archive, or the tree of a
     * reference after {@code flake:}.
     */
    public SourcePath lookUp(Evaluation ev, String word) {
        if (SearchPathParser.isUrl(word)) {
            Value archive = call(ev, "fetchTarball", StringValue.of(SearchPathParser.resolveUrl(word)));
            return path(((StringValue) archive).text);
        }
        if (word.startsWith("flake:")) {
            AttrsBuilder entry = ev.newAttrs(1);
            entry.add(ev.intern("path"), StringValue.of(word));
            return find(ev, new ListValue(entry.build()), "");
        }
        if (word.length() > 2 && word.startsWith("<") && word.endsWith(">")) {
            return find(ev, word.substring(1, word.length() - 1));
        }
        return plainPath(word);
    }

    /** The scope of a prompt, whose relative paths are seen from the working directory. */
    public InteractiveScope interactiveScope() {
        return engine.interactiveScope(path(session.baseDirectory()));
    }

    /** What the search path has under {@code name}. */
    public SourcePath find(Evaluation ev, String name) {
        return find(ev, ev.getAttr(engine.builtins(), ev.intern("nixPath"), ""), name);
    }

    private SourcePath find(Evaluation ev, Value searchPath, String name) {
        return ((PathValue) call(ev, "findFile", searchPath, StringValue.of(name))).path;
    }

    // Not by way of Calls, which would add a frame for a call that no expression makes.
    private Value call(Evaluation ev, String builtin, Value... arguments) {
        Value found = ev.getAttr(engine.builtins(), ev.intern(builtin), "");
        return ((BuiltinValue) found).builtin.call(ev, arguments);
    }

    /** The canonical text of a source's syntax tree, after its variables were bound. */
    public String parse(Source source) {
        // All that says something about the text takes a fifth longer.
        Expr silent = engine.checkSilently(source.file()).orElse(null);
        return print(source, silent == null ? engine.check(source.file(), source.base()) : silent);
    }

    /** As {@link #parse} for the file that a word names, on any thread; empty if there is something to tell about it. */
    Optional<String> parseSilently(String word) {
        if (!isPlainPath(word)) {
            return Optional.empty();
        }
        Source source = source(plainPath(word));
        return engine.checkSilently(source.file()).map(root -> print(source, root));
    }

    private String print(Source source, Expr root) {
        String home = Objects.requireNonNullElse(engine.io().home(), "");
        return AstPrinter.print(root, path -> path.resolve(source.base().display(), home));
    }

    private static boolean isPlainPath(String word) {
        return !SearchPathParser.isUrl(word) && !word.startsWith("flake:") && !word.startsWith("<");
    }

    private SourcePath plainPath(String word) {
        return path(word.startsWith("/") ? word : session.baseDirectory() + "/" + word);
    }

    private Source source(SourcePath place) {
        SourcePath target = engine.access().importTarget(place);
        return new Source(engine.read(target), target.parent());
    }

    private SourcePath path(String absolute) {
        return new SourcePath(engine.io().root(), TreePath.of(absolute));
    }

    /** The value of a source. */
    public Value evaluate(Evaluation ev, Source source) {
        return engine.evaluate(ev, source.file(), source.base());
    }

    /** The arguments that the flags give to top-level functions. */
    public AutoArguments arguments(EvaluationFlags flags) {
        Map<String, Value> values = new LinkedHashMap<>();
        flags.arguments().forEach((name, argument) -> {
            values.put(name, value(argument));
            // Sets keep their attributes in the order in which names came up.
            engine.symbolTable().intern(name);
        });
        return new AutoArguments(values);
    }

    private Value value(EvaluationFlags.Argument argument) {
        return switch (argument.kind()) {
            case EXPRESSION -> {
                Source source = text(argument.text());
                yield engine.prepare(source.file(), source.base());
            }
            case STRING -> StringValue.of(argument.text());
            case FILE -> StringValue.of(readArgument(argument.text()));
            case STDIN -> StringValue.of(readStdin());
        };
    }

    // Not through the evaluator's tree: who names a file on the command line may read it, whatever evaluation may.
    private String readArgument(String word) {
        try {
            return ByteText.of(
                    Files.readAllBytes(DiskNames.pathOf(session.invocation().absolute(word))));
        } catch (FileSystemException e) {
            throw new CliException("opening file \"" + word + "\": " + SystemReason.of(e));
        } catch (IOException e) {
            throw new CliException("read of 65536 bytes: " + SystemReason.of(e));
        }
    }

    private String readStdin() {
        try {
            return ByteText.of(session.invocation().in().readAllBytes());
        } catch (IOException e) {
            throw new CliException("reading from standard input: " + SystemReason.of(e));
        }
    }
}
