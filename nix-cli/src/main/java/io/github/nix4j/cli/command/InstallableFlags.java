package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.cli.settings.Settings;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The flags that say what attribute paths are taken from: a file or an expression instead of a flake. */
final class InstallableFlags {
    private @Nullable String file;
    private @Nullable String expression;

    void declare(Flags flags, Session session) {
        flags.section("What is taken");
        flags.add(
                "file",
                'f',
                List.of("file"),
                "Take the words as attribute paths of the value of a file; a dash is standard input. Implies --impure.",
                words -> file = words.get(0));
        flags.add(
                "expr",
                session.invocation().programName().equals("nix4j") ? 'E' : '\0',
                List.of("expr"),
                "Take the words as attribute paths of the value of an expression.",
                words -> expression = words.get(0));
    }

    /** The file; null for none, a dash for standard input. */
    @Nullable
    String file() {
        return file;
    }

    @Nullable
    String expression() {
        return expression;
    }

    /** Whether attribute paths belong to a flake. */
    boolean isFlake() {
        return file == null && expression == null;
    }

    /**
     * The attribute path in {@code word} (byte text), for what is not taken from a flake: without the outputs that it selects, and
     * empty for a dot alone, which stands for the whole value.
     */
    static String attribute(String word) {
        String path = OutputSelector.cut(word);
        return path.equals(".") ? "" : path;
    }

    /** The value of the file or expression. */
    Value root(Evaluation ev, Expressions sources) {
        if (expression != null) {
            return sources.evaluate(ev, sources.text(expression));
        }
        return sources.importFile(ev, Objects.requireNonNull(file));
    }

    /** Fails if the flags contradict each other or the settings. */
    void check(Settings settings) {
        if (file != null && expression != null) {
            throw new UsageException("'--file' and '--expr' are exclusive");
        }
        if (file != null && settings.bool("pure-eval", false)) {
            throw new UsageException("'--file' is not compatible with '--pure-eval'");
        }
    }
}
