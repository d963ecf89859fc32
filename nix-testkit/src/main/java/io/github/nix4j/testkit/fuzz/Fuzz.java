package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.testkit.program.Fixture;
import io.github.nix4j.testkit.program.Program;
import io.github.nix4j.testkit.program.Programs;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fuzzer's command line: {@code COUNT [SEED [REPORT]]}, with the reference's folder in the variable {@code NIX_REFERENCE}.
 * Without a seed, one is taken from the clock and printed. The exit status says whether there was a difference.
 */
public final class Fuzz {
    private static final int SHRINKING = 60;
    private static final int REPEATS = 3;

    /** One program in so many is a mutant of a real file. */
    private static final int MUTANTS = 20;

    private final PrintStream log;
    private final Path report;
    private final Map<String, Integer> kinds = new TreeMap<>();

    private Fuzz(PrintStream log, Path report) {
        this.log = log;
        this.report = report;
    }

    public static void main(String[] arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Path report = Path.of(arguments.length > 2 ? arguments[2] : "fuzz-report.txt");
        String bin = System.getenv("NIX_REFERENCE");
        if (bin == null) {
            throw new IllegalArgumentException("NIX_REFERENCE does not name the reference's programs");
        }
        int found = new Fuzz(System.out, report).run(Path.of(bin), count, seed);
        System.exit(found == 0 ? 0 : 1);
    }

    private int run(Path bin, int count, long seed) throws IOException {
        Path scratch = Files.createTempDirectory("nix4j-fuzz");
        Path directory = Fixture.world(scratch);
        Comparison comparison = new Comparison(directory, new Reference(bin, scratch), new Nix4j());
        Campaign campaign = new Campaign(comparison, difference -> tell(comparison, difference));
        Programs programs = Programs.of(seed);
        String corpora = System.getenv("CORPORA");
        RealFiles files = RealFiles.below(corpora == null ? directory.resolve("fix/empty") : Path.of(corpora));
        log.println("seed " + seed);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            if (i % MUTANTS == MUTANTS - 1 && !files.isEmpty()) {
                campaign.add(files.mutant(seed + i));
                continue;
            }
            Program program = programs.get(i);
            campaign.add(Campaign.entry(i, program));
            if (i % 1000 == 500) {
                log.println(i + " programs, " + (System.nanoTime() - start) / 1_000_000_000
                        + " s, kinds of differences: " + kinds.size());
            }
        }
        campaign.finish();
        log.println(campaign.succeeded() + " values, " + campaign.failed() + " errors, " + campaign.leftOut()
                + " left out: " + campaign.reasons());
        kinds.forEach((kind, times) -> log.println(times + " x " + kind));
        return kinds.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void tell(Comparison comparison, Difference difference) {
        int times = kinds.merge(difference.kind(), 1, Integer::sum);
        if (times > REPEATS) {
            return;
        }
        Difference shown = times == 1 && !difference.name().startsWith("batch")
                ? new Shrinker(comparison, SHRINKING).shrink(difference)
                : difference;
        try {
            Files.write(report, ByteText.bytes(shown.report()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        log.println("difference: " + new String(ByteText.bytes(shown.kind()), StandardCharsets.UTF_8));
    }
}
