package io.github.nix4j.benchmarks;

import java.io.IOException;
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
 * @param before a file or folder to be deleted before each run, such as the lock file that a run is to make
 * @param setup makes what the runs work on, once before all of them
 * @param warm the arguments of {@link WarmRun} after the number of rounds; none where only fresh processes are compared
 */
record Workload(
        String name,
        List<String> theirs,
        List<String> ours,
        boolean primed,
        @Nullable Path before,
        Setup setup,
        List<String> warm) {
    private static final Setup NOTHING = () -> {};

    /** Makes what runs work on. */
    interface Setup {
        void run() throws IOException, InterruptedException;
    }

    /** The same on both sides, of which nothing has to be made before. */
    static Workload same(String name, List<String> command, List<String> warm) {
        return new Workload(name, command, command, false, null, NOTHING, warm);
    }

    /** The same command, after this has been done once. */
    Workload after(Setup work) {
        return new Workload(name, theirs, ours, primed, before, work, warm);
    }

    /** The same command, before each run of which {@code file} is deleted. */
    Workload without(Path file) {
        return new Workload(name, theirs, ours, primed, file, setup, warm);
    }

    /** Whether it is a command on a flake. */
    boolean isCommand() {
        return !warm.isEmpty() && warm.get(0).equals("flake");
    }

    /** The same command under another name, with other rounds in one JVM. */
    Workload as(String other, List<String> rounds) {
        return new Workload(other, theirs, ours, primed, before, setup, rounds);
    }

    /** The value of an expression; {@code strict} evaluates it deeply. Neither program writes to a store. */
    static Workload evaluation(String name, String expression, boolean strict) {
        List<String> command = instantiate(List.of(), expression, strict);
        return same(name, command, warm(expression, strict));
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
                NOTHING,
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
        return same(name, command, warm);
    }

    /** A command on a flake. */
    static Workload flake(String name, String subcommand, String flake) {
        return same(
                name,
                command("nix", List.of("flake", subcommand), List.of(flake)),
                List.of("flake", subcommand, flake));
    }

    /** The output {@code value} of a flake. */
    static Workload flakeValue(String name, String flake) {
        return same(name, command("nix", List.of("eval"), List.of(flake + "#value")), List.of("flake", "value", flake));
    }

    private static List<String> command(String program, List<String> mode, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(mode);
        command.addAll(arguments);
        return command;
    }
}
