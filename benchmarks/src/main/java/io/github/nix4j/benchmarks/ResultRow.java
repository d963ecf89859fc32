package io.github.nix4j.benchmarks;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the results.
 *
 * @param reference medians of the reference's fresh processes
 * @param ours what was measured on each JDK, by its version
 */
record ResultRow(String name, Fresh reference, Map<String, Ours> ours) {
    /** Fresh processes: medians of seconds on the clock and of processor time; MiB of memory, MiB read from files. */
    record Fresh(double wall, double cpu, double memory, double read) {
        /** The times of {@code runs}, and what {@code watched} has of memory and files. */
        static Fresh median(List<FreshRun> runs, FreshRun watched) {
            return new Fresh(
                    Median.of(runs, FreshRun::wall), Median.of(runs, FreshRun::cpu), watched.memory(), watched.read());
        }
    }

    /**
     * nix4j on one JDK.
     *
     * @param same whether nix4j printed what the reference prints
     * @param warm seconds of the rounds in one JVM, medians of several; null where there are none
     */
    record Ours(boolean same, Fresh fresh, double @Nullable [] warm) {}
}
