package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.settings.StoreReference;
import io.github.nix4j.lang.io.EvalIo.SearchPathEntry;
import io.github.nix4j.lang.io.SearchPathParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private final Map<String, Argument> arguments = new TreeMap<>();
    private final List<SearchPathEntry> searchPath = new ArrayList<>();
    private final List<Map.Entry<String, String>> overrides = new ArrayList<>();
    private final List<String> inputsFrom = new ArrayList<>();
    private @Nullable String evalStore;

    void declare(Flags flags, Session session) {
        flags.section("Evaluation");
        flags.add("repair", '\0', "Has no effect: evaluation repairs nothing.", () -> {});
        flags.add("debugger", '\0', "Has no effect: there is no debugger.", () -> {});
        flags.add(
                "arg",
                '\0',
                List.of("name", "expr"),
                "Where a function takes an argument of this name, give it the value of the expression.",
                words -> arguments.put(words.get(0), new Argument(ArgumentKind.EXPRESSION, words.get(1))));
        flags.add(
                "argstr",
                '\0',
                List.of("name", "string"),
                "Where a function takes an argument of this name, give it the string.",
                words -> arguments.put(words.get(0), new Argument(ArgumentKind.STRING, words.get(1))));
        flags.add(
                "arg-from-file",
                '\0',
                List.of("name", "path"),
                "Where a function takes an argument of this name, give it the file's content as a string.",
                words -> arguments.put(words.get(0), new Argument(ArgumentKind.FILE, words.get(1))));
        flags.add(
                "arg-from-stdin",
                '\0',
                List.of("name"),
                "Where a function takes an argument of this name, give it what standard input holds as a string.",
                words -> arguments.put(words.get(0), new Argument(ArgumentKind.STDIN, "")));
        flags.add(
                "include",
                'I',
                List.of("path"),
                "Search path for <name> before NIX_PATH is searched. prefix=path takes only names that begin with the prefix.",
                words -> searchPath.add(SearchPathParser.entry(words.get(0))));
        flags.add(
                "impure",
                '\0',
                "Let evaluation read any file, the environment, the time and references that are not locked.",
                () -> session.settings().set("pure-eval", "false"));
        flags.add(
                "eval-store",
                '\0',
                List.of("store-url"),
                "Write derivations and sources to this store. nix4j knows memory://, dummy:// and folders.",
                words -> {
                    StoreReference.normal(words.get(0), session.invocation().workingDirectory(), session::warn);
                    evalStore = words.get(0);
                });
        flags.add(
                "override-flake",
                '\0',
                List.of("original-ref", "resolved-ref"),
                "Take the second flake wherever the first is meant, whatever the registries say.",
                words -> overrides.add(Map.entry(words.get(0), words.get(1))));
        flags.add(
                "inputs-from",
                '\0',
                List.of("flake-url"),
                "Let the names of this flake's inputs mean what it has locked.",
                words -> inputsFrom.add(words.get(0)));
    }

    /** Flakes whose inputs are registry entries under their names. */
    public List<String> inputsFrom() {
        return inputsFrom;
    }

    /** What references are to mean, in order; the first one for a reference counts. */
    public List<Map.Entry<String, String>> overriddenFlakes() {
        return overrides;
    }

    /** The arguments in the order of their names, later ones over earlier ones of the same name. */
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
