package io.github.nix4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * Times nix4j against the reference: pairs of fresh processes, one after the other, and ten evaluations in one JVM. Writes
 * {@code RESULTS.md} and {@code results.json}. Arguments are names of workloads, or the beginnings of names; without any, all
 * are run.
 */
public final class SideBySide {
    private static final int PAIRS = 5;
    private static final int ROUNDS = 10;

    private final Path bin = Path.of(Objects.requireNonNull(System.getProperty("nix4j.bin")));
    private final Path reference;
    private final Map<String, String> environment;
    private final Map<String, String> ourEnvironment;
    private final List<ResultRow> rows = new ArrayList<>();

    private SideBySide(Path reference, Path home) {
        this.reference = reference;
        this.environment = Map.of(
                "HOME",
                home.toString(),
                "NIX_REMOTE",
                home.resolve("store").toString(),
                "NIX_PATH",
                "",
                "NIX_CONFIG",
                "experimental-features = nix-command flakes");
        // nix4j's own store is in memory: it needs no priming.
        this.ourEnvironment = new HashMap<>(environment);
        ourEnvironment.put("NIX_REMOTE", "memory://");
    }

    public static void main(String[] names) throws IOException, InterruptedException {
        String reference = System.getenv("NIX_REFERENCE");
        if (reference == null) {
            System.err.println("NIX_REFERENCE has to name the folder of the reference's programs");
            System.exit(2);
        }
        Path bench =
                Path.of(Objects.requireNonNull(System.getenv("NIX4J_SHARED"))).resolve("bench");
        Path corpora = Path.of(Objects.requireNonNull(System.getenv("CORPORA")));
        SideBySide run = new SideBySide(Path.of(Objects.requireNonNull(reference)), Files.createTempDirectory("home"));
        FreshRun.of(List.of(run.bin.resolve("nix4j").toString(), "--warm-up"), run.environment);
        for (Workload workload : Workload.all(bench, corpora)) {
            if (names.length == 0 || Arrays.stream(names).anyMatch(workload.name()::startsWith)) {
                run.measure(workload);
            }
        }
        Path folder = Path.of(Objects.requireNonNull(System.getProperty("nix4j.benchmarks")));
        String jdk = run.jdk();
        Files.writeString(folder.resolve("RESULTS.md"), ResultTable.markdown(run.rows, jdk));
        Files.writeString(folder.resolve("results.json"), ResultTable.json(run.rows, jdk));
    }

    private void measure(Workload workload) throws IOException, InterruptedException {
        List<String> theirs = command(reference, workload);
        List<String> ours = command(bin, workload);
        // Sources that evaluation reads back have to be in the reference's store, which reading only does not put
        // there.
        List<String> priming = new ArrayList<>(theirs);
        priming.set(1, "--read-write-mode");
        FreshRun.of(priming, environment);
        FreshRun expected = FreshRun.of(theirs, environment);
        FreshRun found = FreshRun.of(ours, ourEnvironment);
        boolean same = expected.output().equals(found.output());
        List<FreshRun> theirRuns = new ArrayList<>();
        List<FreshRun> ourRuns = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            theirRuns.add(FreshRun.of(theirs, environment));
            ourRuns.add(FreshRun.of(ours, ourEnvironment));
        }
        double[] warm = warm(workload);
        ResultRow row = new ResultRow(
                workload.name(),
                same,
                median(theirRuns, FreshRun::wall),
                median(theirRuns, FreshRun::cpu),
                median(theirRuns, FreshRun::memory),
                median(ourRuns, FreshRun::wall),
                median(ourRuns, FreshRun::cpu),
                median(ourRuns, FreshRun::memory),
                warm[0],
                warm[1],
                warm[ROUNDS - 1]);
        rows.add(row);
        System.out.println(ResultTable.line(row));
    }

    private static List<String> command(Path folder, Workload workload) {
        List<String> command = new ArrayList<>();
        command.add(folder.resolve("nix-instantiate").toString());
        command.addAll(workload.arguments());
        return command;
    }

    private double[] warm(Workload workload) throws IOException, InterruptedException {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx2g",
                "-cp",
                System.getProperty("java.class.path"),
                WarmRun.class.getName(),
                String.valueOf(ROUNDS),
                workload.strict() ? "strict" : "lazy",
                workload.expression());
        String[] lines = FreshRun.of(command, environment).output().split("\n");
        return Arrays.stream(lines).mapToDouble(Double::parseDouble).toArray();
    }

    private static double median(List<FreshRun> runs, ToDoubleFunction<FreshRun> what) {
        return runs.stream().mapToDouble(what).sorted().toArray()[runs.size() / 2];
    }

    private String jdk() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " cores";
    }
}
