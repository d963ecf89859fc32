package io.github.nix4j.benchmarks;

import io.github.nix4j.benchmarks.ResultRow.Fresh;
import io.github.nix4j.benchmarks.ResultRow.Ours;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The results as Markdown, a table for each JDK, and as JSON. */
final class ResultTable {
    private ResultTable() {}

    static String markdown(List<ResultRow> rows, List<Jdk> jdks, String machine) {
        StringBuilder text = new StringBuilder("# nix4j against C++ Nix 2.34.8\n\n")
                .append(machine)
                .append(
                        "\n\nMade by `benchmarks/run side-by-side`. Seconds on the clock, medians of fresh processes that")
                .append(
                        " take turns; ratios are nix4j's to the\nreference's fresh process, smaller is better. Memory is")
                .append(
                        " the peak of a process, and what it read is from files. Fresh processes find the caches of earlier\nones: classes, compiled files, hashes of large sources. Warm: evaluations in one JVM, medians of three, with `-XX:+UseParallelGC`\n(from 25 on also `-XX:+UseCompactObjectHeaders`) and the same caches; values, store paths and what was read of directories are")
                .append(
                        " dropped in between,\ncode and hashes of sources are kept; the 10th is the median of the 9th to the 11th, and so on.\n");
        for (Jdk jdk : jdks) {
            text.append("\n## JDK ")
                    .append(jdk.version())
                    .append(
                            "\n\n| workload | same output | reference | nix4j fresh | ratio | cpu ratio | reference MiB |")
                    .append(
                            " memory ratio | MiB read, reference | nix4j | warm 1st | 2nd | 10th | ratio of 10th | 100th |")
                    .append(" ratio of 100th |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n");
            for (ResultRow row : rows) {
                text.append(line(row, jdk)).append('\n');
            }
        }
        return text.toString();
    }

    static String line(ResultRow row, Jdk jdk) {
        Ours ours = row.ours().get(jdk.version());
        if (ours == null) {
            return "| " + row.name() + " | not measured |";
        }
        Fresh reference = row.reference();
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.3f | %.3f | %.2f | %.2f | %.0f | %.2f | %.0f | %.0f | %s",
                row.name(),
                ours.same() ? "yes" : "NO",
                reference.wall(),
                ours.fresh().wall(),
                ours.fresh().wall() / reference.wall(),
                ours.fresh().cpu() / reference.cpu(),
                reference.memory(),
                ours.fresh().memory() / reference.memory(),
                reference.read(),
                ours.fresh().read(),
                warm(ours.warm(), reference.wall()));
    }

    private static String warm(double @org.jspecify.annotations.Nullable [] rounds, double reference) {
        if (rounds == null) {
            return "| | | | | |";
        }
        return String.format(Locale.ROOT, "%.3f | %.3f | ", rounds[0], rounds[1])
                + round(rounds, 10, reference)
                + (rounds.length > 100 ? round(rounds, 100, reference) : " | |");
    }

    /** One round can meet a collection of garbage: its neighbours have a say. */
    private static String round(double[] rounds, int number, double reference) {
        double seconds = DoubleStream.of(rounds[number - 2], rounds[number - 1], rounds[number])
                .sorted()
                .toArray()[1];
        return String.format(Locale.ROOT, "%.3f | %.2f | ", seconds, seconds / reference);
    }

    static String json(List<ResultRow> rows, String machine) {
        return "{\"machine\":\"" + machine + "\",\"rows\":[\n"
                + rows.stream().map(ResultTable::object).collect(Collectors.joining(",\n")) + "\n]}\n";
    }

    private static String object(ResultRow row) {
        String ours = row.ours().entrySet().stream()
                .map(jdk ->
                        "\"" + jdk.getKey() + "\":{\"same\":" + jdk.getValue().same() + ",\"fresh\":"
                                + object(jdk.getValue().fresh()) + ",\"warm\":"
                                + array(jdk.getValue().warm()) + "}")
                .collect(Collectors.joining(","));
        return "{\"name\":\"" + row.name() + "\",\"reference\":" + object(row.reference()) + ",\"nix4j\":{" + ours
                + "}}";
    }

    private static String object(Fresh fresh) {
        return String.format(
                Locale.ROOT,
                "{\"wall\":%.4f,\"cpu\":%.4f,\"memory\":%.1f,\"read\":%.1f}",
                fresh.wall(),
                fresh.cpu(),
                fresh.memory(),
                fresh.read());
    }

    private static String array(double @org.jspecify.annotations.Nullable [] rounds) {
        return rounds == null
                ? "null"
                : DoubleStream.of(rounds)
                        .mapToObj(round -> String.format(Locale.ROOT, "%.4f", round))
                        .collect(Collectors.joining(",", "[", "]"));
    }
}
