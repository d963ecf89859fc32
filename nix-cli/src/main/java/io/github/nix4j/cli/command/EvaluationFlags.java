package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.lang.io.EvalIo.SearchPathEntry;
import io.github.nix4j.lang.io.NixPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flags of everything that evaluates: arguments of top-level functions, the search path, purity. */
public final class EvaluationFlags {
    /** Where the value of {@code --arg} and its like comes from. */
    public enum ArgumentKind {
        EXPRESSION,
        STRING,
        FILE,
        STDIN
    }

    /**
     * An argument for top-level functions.
     *
     * @param text the expression, the string or the file's path
     */
    public record Argument(ArgumentKind kind, String text) {}

    private final Map<String, Argument> arguments = new LinkedHashMap<>();
    private final List<SearchPathEntry> searchPath = new ArrayList<>();
    private @Nullable String evalStore;

    void declare(Flags flags, Session session) {
        flags.add(
                "arg",
                '\0',
                List.of("name", "expr"),
                "Pass the value of an expression as the argument name.",
                words -> arguments.put(words.get(0), new Argument(ArgumentKind.EXPRESSION, words.get(1))));
        flags.add(
                "argstr",
                '\0',
                List.of("name", "string"),
                "Pass a string as the argument name.",
                words -> arguments.put(words.get(0), new Argument(ArgumentKind.STRING, words.get(1))));
        flags.add(
                "arg-from-file",
                '\0',
                List.of("name", "path"),
                "Pass a file's content as the argument name.",
                words -> arguments.put(words.get(0), new Argument(ArgumentKind.FILE, words.get(1))));
        flags.add(
                "arg-from-stdin",
                '\0',
                List.of("name"),
                "Pass standard input as the argument name.",
                words -> arguments.put(words.get(0), new Argument(ArgumentKind.STDIN, "")));
        flags.add(
                "include",
                'I',
                List.of("path"),
                "Look up <...> in path, or in prefix=path, first.",
                words -> searchPath.add(NixPath.entry(words.get(0))));
        flags.add(
                "impure",
                '\0',
                "Allow access to files and variables that are not pinned.",
                () -> session.settings().set("pure-eval", "false"));
        flags.add(
                "eval-store",
                '\0',
                List.of("store-url"),
                "The store that derivations are written to.",
                words -> evalStore = words.get(0));
    }

    /** The arguments by name, later ones over earlier ones of the same name. */
    public Map<String, Argument> arguments() {
        return arguments;
    }

    /** The entries of {@code -I}, in order. */
    public List<SearchPathEntry> searchPath() {
        return searchPath;
    }

    /** The store for evaluation, if another than that of {@code --store}. */
    public @Nullable String evalStore() {
        return evalStore;
    }
}
