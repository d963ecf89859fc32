package io.github.nix4j.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Times nix4j against the reference: fresh processes of the reference and of nix4j on each JDK take turns; then rounds in one
 * JVM. Writes {@code RESULTS.md} and {@code results.json} when all workloads were run. Arguments are names of workloads, or the
 * beginnings of names; with any, only those are run and printed.
 */
public final class SideBySide {
    private static final int PAIRS = 7;

    /** What takes less than {@link #SHORT} seconds is measured this often. */
    private static final int PAIRS_OF_SHORT = 15;

    private static final double SHORT = .2;
    private static final int ROUNDS = 11;
    /** Of what takes milliseconds, which a process that lives long does often. */
    private static final int ROUNDS_OF_COMMANDS = 101;

    /** No two JVMs compile the same in the same order: the tenth evaluation of one took up to 1.5 times as long as that of another. */
    private static final int WARM_PROCESSES = 3;

    private static final String EMPTY_MAIN = "java, empty main";

    private final Path home;
    private final Path bin = Path.of(property("nix4j.bin"));
    private final String classPath = property("java.class.path");
    private final List<Jdk> jdks;
    private final Path reference;
    private final Map<String, String> environment;
    private final List<ResultRow> rows = new ArrayList<>();

    private SideBySide(Path reference, List<Jdk> jdks, Path home) {
        this.reference = reference;
        this.jdks = jdks;
        this.home = home;
        this.environment = Map.of(
                "HOME",
                home.toString(),
                "XDG_CACHE_HOME",
                home.resolve(".cache").toString(),
                "NIX_REMOTE",
                home.resolve("store").toString(),
                "NIX_PATH",
                "",
                "NIX_CONFIG",
                "experimental-features = nix-command flakes");
    }

    public static void main(String[] names) throws IOException, InterruptedException {
        List<Jdk> jdks = new ArrayList<>();
        for (String home : variable("JDKS").split(":")) {
            jdks.add(Jdk.at(Path.of(home)));
        }
        Path home = Files.createTempDirectory("nix4j-benchmark");
        try {
            run(names, jdks, home);
        } finally {
            Removal.of(home);
        }
    }

    private static void run(String[] names, List<Jdk> jdks, Path home) throws IOException, InterruptedException {
        SideBySide run = new SideBySide(Path.of(variable("NIX_REFERENCE")), jdks, home);
        for (Jdk jdk : jdks) {
            FreshRun.of(List.of(run.bin.resolve("nix4j").toString(), "--warm-up"), run.ours(jdk));
        }
        List<Workload> workloads =
                Workloads.list(Path.of(variable("NIX4J_SHARED")).resolve("bench"), Path.of(variable("CORPORA")), home);
        for (Workload workload : workloads) {
            if (names.length == 0 || Arrays.stream(names).anyMatch(workload.name()::startsWith)) {
                run.measure(workload);
            }
        }
        if (names.length == 0) {
            Path folder = Path.of(property("nix4j.benchmarks"));
            String machine = Machine.describe(property("nix4j.commit"));
            Files.writeString(folder.resolve("RESULTS.md"), ResultTable.markdown(run.rows, jdks, machine));
            Files.writeString(folder.resolve("results.json"), ResultTable.json(run.rows, machine));
        }
    }

    private void measure(Workload workload) throws IOException, InterruptedException {
        workload.setup().run();
        List<String> theirs = command(reference, workload.theirs());
        List<String> ours = command(bin, workload.ours());
        if (workload.primed()) {
            List<String> priming = new ArrayList<>(theirs);
            priming.add("--read-write-mode");
            FreshRun.of(priming, environment);
        }
        FreshRun expected = watched(workload, theirs, environment);
        Map<String, FreshRun> watched = new HashMap<>();
        for (Jdk jdk : jdks) {
            // The first fills caches.
            watched(workload, ours, ours(jdk));
            watched.put(jdk.version(), watched(workload, ours, ours(jdk)));
        }
        List<FreshRun> theirRuns = new ArrayList<>();
        Map<String, List<FreshRun>> ourRuns = new HashMap<>();
        Map<String, List<FreshRun>> emptyRuns = new HashMap<>();
        boolean first = rows.isEmpty();
        int pairs = expected.wall() < SHORT ? PAIRS_OF_SHORT : PAIRS;
        for (int pair = 0; pair < pairs; pair++) {
            theirRuns.add(fresh(workload, theirs, environment));
            for (Jdk jdk : jdks) {
                ourRuns.computeIfAbsent(jdk.version(), key -> new ArrayList<>()).add(fresh(workload, ours, ours(jdk)));
                if (first) {
                    emptyRuns
                            .computeIfAbsent(jdk.version(), key -> new ArrayList<>())
                            .add(FreshRun.of(emptyMain(jdk), environment));
                }
            }
        }
        Map<String, List<double[]>> warmRuns = new HashMap<>();
        for (int process = 0; process < WARM_PROCESSES && !workload.warm().isEmpty(); process++) {
            // Machines are not as fast in one minute as in the next.
            theirRuns.add(fresh(workload, theirs, environment));
            for (Jdk jdk : jdks) {
                warmRuns.computeIfAbsent(jdk.version(), key -> new ArrayList<>())
                        .add(warm(workload, jdk));
            }
        }
        ResultRow.Fresh medians = ResultRow.Fresh.median(theirRuns, expected);
        if (first) {
            Map<String, ResultRow.Ours> empty = new LinkedHashMap<>();
            for (Jdk jdk : jdks) {
                List<FreshRun> runs = emptyRuns.getOrDefault(jdk.version(), List.of());
                ResultRow.Fresh fresh = ResultRow.Fresh.median(runs, FreshRun.watched(emptyMain(jdk), environment));
                empty.put(jdk.version(), new ResultRow.Ours(true, fresh, null));
            }
            add(new ResultRow(EMPTY_MAIN, medians, empty));
        }
        Map<String, ResultRow.Ours> measured = new LinkedHashMap<>();
        for (Jdk jdk : jdks) {
            FreshRun seen = Objects.requireNonNull(watched.get(jdk.version()));
            ResultRow.Fresh fresh = ResultRow.Fresh.median(ourRuns.getOrDefault(jdk.version(), List.of()), seen);
            boolean equal = expected.output().equals(seen.output());
            measured.put(jdk.version(), new ResultRow.Ours(equal, fresh, Median.ofEach(warmRuns.get(jdk.version()))));
        }
        add(new ResultRow(workload.name(), medians, measured));
    }

    private void add(ResultRow row) {
        rows.add(row);
        for (Jdk jdk : jdks) {
            System.out.println(jdk.version() + " " + ResultTable.line(row, jdk));
        }
    }

    private static FreshRun fresh(Workload workload, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        prepare(workload);
        return FreshRun.of(command, environment);
    }

    private static FreshRun watched(Workload workload, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        prepare(workload);
        return FreshRun.watched(command, environment);
    }

    private static void prepare(Workload workload) throws IOException {
        Path before = workload.before();
        if (before != null) {
            Removal.of(before);
        }
    }

    /** With nothing but its own folder to look for classes in. */
    private List<String> emptyMain(Jdk jdk) {
        String folder = classPath.substring(0, classPath.indexOf(File.pathSeparatorChar));
        return List.of(
                jdk.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", folder, EmptyMain.class.getName());
    }

    /** The seconds of each round in one JVM. */
    private double[] warm(Workload workload, Jdk jdk) throws IOException, InterruptedException {
        int rounds = workload.isCommand() ? ROUNDS_OF_COMMANDS : ROUNDS;
        List<String> command = new ArrayList<>(List.of(jdk.java()));
        command.addAll(jdk.flags());
        command.addAll(
                List.of("-Djava.io.tmpdir=" + home, "-cp", classPath, WarmRun.class.getName(), String.valueOf(rounds)));
        command.addAll(workload.warm());
        String[] lines = FreshRun.of(command, environment).output().split("\n");
        return Arrays.stream(lines).mapToDouble(Double::parseDouble).toArray();
    }

    /** nix4j's own store is in memory: it needs no priming. */
    private Map<String, String> ours(Jdk jdk) {
        Map<String, String> ours = new HashMap<>(environment);
        ours.put("NIX_REMOTE", "memory://");
        ours.put("NIX4J_JAVA_HOME", jdk.home().toString());
        return ours;
    }

    private static List<String> command(Path folder, List<String> words) {
        List<String> command = new ArrayList<>(words);
        command.set(0, folder.resolve(words.get(0)).toString());
        return command;
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty(name), name);
    }

    private static String variable(String name) {
        return Objects.requireNonNull(System.getenv(name), () -> "the variable " + name + " is not set");
    }
}
