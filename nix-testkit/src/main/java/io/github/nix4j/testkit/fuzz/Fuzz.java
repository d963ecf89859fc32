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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fuzzer's command line: {@code COUNT [SEED [REPORT]]}, with the reference's folder in the variable {@code NIX_REFERENCE}.
 * Without a seed, one is taken from the clock and printed.
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

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    /** Gives the exit status: 0 without a difference, 1 with some, 2 if nothing was compared. */
    static int run(List<String> arguments, Map<String, String> variables, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        return ToolWords.run("fuzz COUNT [SEED [REPORT]]", 3, arguments, variables, err, words -> {
            int count = words.count(0, "COUNT");
            long seed = words.seed(1, System.nanoTime());
            Path report = Path.of(words.word(2, "fuzz-report.txt"));
            Path bin = words.reference();
            probe(report);
            try (ScratchFolder scratch = ScratchFolder.create("nix4j-fuzz")) {
                Path directory = Fixture.world(scratch.path());
                Path corpora = corpora(words.variable("CORPORA"), directory.resolve("fix/empty"), err);
                Comparison comparison = new Comparison(directory, new Reference(bin, scratch.path()), new Nix4j());
                return new Fuzz(out, report).run(comparison, RealFiles.below(corpora), count, seed) == 0 ? 0 : 1;
            }
        });
    }

    /** Refuses a report that cannot be written, before hours went by. */
    private static void probe(Path report) throws IOException, ToolWords.Refusal {
        boolean there = Files.exists(report, LinkOption.NOFOLLOW_LINKS);
        try {
            Files.newOutputStream(report, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
        } catch (IOException e) {
            throw new ToolWords.Refusal("REPORT cannot be written: '" + report + "'");
        }
        if (!there) {
            Files.delete(report);
        }
    }

    private static Path corpora(String name, Path none, PrintStream err) {
        if (name.isEmpty() || Files.isDirectory(Path.of(name))) {
            return name.isEmpty() ? none : Path.of(name);
        }
        err.println("fuzz: CORPORA names no folder, so that there are no mutants of real files: '" + name + "'");
        return none;
    }

    private int run(Comparison comparison, RealFiles files, int count, long seed) {
        Campaign campaign = new Campaign(comparison, difference -> tell(comparison, difference));
        Programs programs = Programs.of(seed);
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
