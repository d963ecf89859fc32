package io.github.nix4j.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Does the same several times in one JVM and prints the seconds of each round. Between rounds values, store paths and what was
 * read of directories are dropped; code is kept.
 *
 * <pre>
 * WarmRun ROUNDS lazy|strict EXPRESSION    the value of an expression
 * WarmRun ROUNDS threads N EXPRESSION      the elements of a list, deeply, on N threads
 * WarmRun ROUNDS parse FILE...             syntax trees
 * WarmRun ROUNDS flake lock|metadata|show|value FLAKE
 * WarmRun ROUNDS hash FOLDER               the hash of its archive
 * WarmRun ROUNDS add FOLDER STORE          a tree added to an empty store
 * </pre>
 */
final class WarmRun {
    private WarmRun() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        List<String> words = Arrays.asList(arguments).subList(1, arguments.length);
        try (Round round = round(words)) {
            for (int i = 0; i < rounds; i++) {
                round.prepare();
                long start = System.nanoTime();
                round.run();
                System.out.printf(Locale.ROOT, "%.4f%n", (System.nanoTime() - start) / 1e9);
            }
        }
    }

    private static Round round(List<String> words) throws Exception {
        return switch (words.get(0)) {
            case "lazy" -> new EvaluationRound(words.get(1), false, caches());
            case "strict" -> new EvaluationRound(words.get(1), true, caches());
            case "threads" -> new ParallelRound(Integer.parseInt(words.get(1)), words.get(2), caches());
            case "parse" -> new ParseRound(words.subList(1, words.size()));
            case "flake" -> new FlakeRound(words.get(1), words.get(2), caches());
            case "hash" -> new TreeRound(Path.of(words.get(1)), null);
            case "add" -> new TreeRound(Path.of(words.get(1)), Path.of(words.get(2)));
            default -> throw new IllegalArgumentException("no such workload: " + words.get(0));
        };
    }

    /** That of the commands of this user. */
    private static Path caches() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return (cache == null ? Path.of(System.getenv("HOME"), ".cache") : Path.of(cache)).resolve("nix4j");
    }
}
