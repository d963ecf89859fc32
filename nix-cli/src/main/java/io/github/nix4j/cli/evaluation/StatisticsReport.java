package io.github.nix4j.cli.evaluation;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.EvalStatistics;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a run counted, as JSON under Nix's names, on standard error or in the file that {@code NIX_SHOW_STATS_PATH} names. Of
 * Nix's counts only those of the program's own work are there, not those of its memory.
 */
final class StatisticsReport {
    private static final double NANOS = 1e9;

    private StatisticsReport() {}

    /** Writes the report at the end of the run, if it is asked for by {@code --stats} or {@code NIX_SHOW_STATS}. */
    static void writeAfterwards(Session session, Supplier<EvalStatistics> statistics) {
        if (session.showsStatistics()) {
            session.afterwards(() -> write(session, text(statistics.get())));
        }
    }

    private static void write(Session session, String report) {
        Invocation invocation = session.invocation();
        String place = invocation.variable("NIX_SHOW_STATS_PATH");
        if (place == null || place.equals("-")) {
            session.raw(report);
            return;
        }
        Path file = DiskNames.pathOf(invocation.absolute(place));
        try {
            Files.write(file, (report + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            session.warn("cannot write statistics to '" + place + "': " + ByteText.fromUnicode(e.toString()));
        }
    }

    private static String text(EvalStatistics s) {
        double cpu = ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / NANOS;
        return """
                {
                  "cpuTime": %s,
                  "envs": {
                    "elements": %d,
                    "number": %d
                  },
                  "nrAvoided": %d,
                  "nrFunctionCalls": %d,
                  "nrLookups": %d,
                  "nrOpUpdateValuesCopied": %d,
                  "nrOpUpdates": %d,
                  "nrPrimOpCalls": %d,
                  "nrThunks": %d,
                  "time": {
                    "cpu": %s
                  }
                }""".formatted(
                        cpu,
                        s.environmentSlots(),
                        s.environments(),
                        s.avoided(),
                        s.functionCalls(),
                        s.lookups(),
                        s.updateValuesCopied(),
                        s.updates(),
                        s.builtinCalls(),
                        s.thunks(),
                        cpu);
    }
}
