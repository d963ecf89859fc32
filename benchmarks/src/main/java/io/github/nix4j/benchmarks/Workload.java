package io.github.nix4j.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to time: a command line that both programs understand, and what a warm run does instead.
 *
 * @param name how tables name it
 * @param theirs the reference's program and its arguments
 * @param ours nix4j's
 * @param primed whether the reference first runs with its store writable: sources that evaluation reads back have to be there,
 *     and reading only does not put them there
 * @param before a file to be deleted before each run, such as the lock file that a run is to make
 * @param warm the arguments of {@link WarmRun} after the number of rounds; none where only fresh processes are compared
 */
record Workload(
        String name,
        List<String> theirs,
        List<String> ours,
        boolean primed,
        @Nullable Path before,
        List<String> warm) {

    /** The value of an expression; {@code strict} evaluates it deeply. Neither program writes to a store. */
    static Workload evaluation(String name, String expression, boolean strict) {
        List<String> command = instantiate(List.of(), expression, strict);
        return new Workload(name, command, command, false, null, warm(expression, strict));
    }

    /** The value of an expression that reads sources back which it has copied to the store. */
    static Workload copying(String name, String expression, boolean strict) {
        return new Workload(
                name,
                instantiate(List.of(), expression, strict),
                // nix4j's store is in memory and empty in each run: it has to be writable.
                instantiate(List.of("--read-write-mode"), expression, strict),
                true,
                null,
                warm(expression, strict));
    }

    private static List<String> instantiate(List<String> mode, String expression, boolean strict) {
        List<String> arguments = new ArrayList<>(strict ? List.of("--strict") : List.of());
        arguments.addAll(mode);
        arguments.addAll(List.of("-E", expression));
        return command("nix-instantiate", List.of("--eval"), arguments);
    }

    private static List<String> warm(String expression, boolean strict) {
        return List.of(strict ? "strict" : "lazy", expression);
    }

    /** The syntax trees of files, printed. */
    static Workload parsing(String name, List<Path> files) {
        List<String> names = files.stream().map(Path::toString).toList();
        List<String> command = command("nix-instantiate", List.of("--parse"), names);
        List<String> warm = new ArrayList<>(List.of("parse"));
        warm.addAll(names);
        return new Workload(name, command, command, false, null, warm);
    }

    /** A command on the flake in a folder. */
    static Workload flake(String subcommand, Path folder, @Nullable Path before) {
        List<String> command = command("nix", List.of("flake", subcommand), List.of(folder.toString()));
        return new Workload(
                "flake " + subcommand,
                command,
                command,
                false,
                before,
                List.of("flake", subcommand, folder.toString()));
    }

    private static List<String> command(String program, List<String> mode, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(mode);
        command.addAll(arguments);
        return command;
    }
}
