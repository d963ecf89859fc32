package io.github.nix4j.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The results as Markdown and as JSON. */
final class ResultTable {
    private ResultTable() {}

    static String markdown(List<ResultRow> rows, String machine) {
        return "# nix4j against C++ Nix 2.34.8\n\n"
                + machine
                + ". Seconds, medians of pairs of fresh processes; ratios are nix4j's to the reference's fresh\n"
                + "process, smaller is better. Warm: evaluations in one JVM, values dropped and code kept in between.\n\n"
                + "| workload | same output | reference | nix4j fresh | ratio | cpu ratio | memory ratio | warm 1st | 2nd |"
                + " 10th | ratio of 10th |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|\n"
                + rows.stream().map(ResultTable::line).collect(Collectors.joining("\n")) + "\n";
    }

    static String line(ResultRow row) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.3f | %.3f | %.2f | %.2f | %.2f | %.3f | %.3f | %.3f | %.2f |",
                row.name(),
                row.same() ? "yes" : "NO",
                row.referenceWall(),
                row.wall(),
                row.wall() / row.referenceWall(),
                row.cpu() / row.referenceCpu(),
                row.memory() / row.referenceMemory(),
                row.warm1(),
                row.warm2(),
                row.warm10(),
                row.warm10() / row.referenceWall());
    }

    static String json(List<ResultRow> rows, String machine) {
        return "{\"machine\":\"" + machine + "\",\"rows\":["
                + rows.stream().map(ResultTable::object).collect(Collectors.joining(",\n")) + "]}\n";
    }

    private static String object(ResultRow row) {
        return String.format(
                Locale.ROOT,
                "{\"name\":\"%s\",\"same\":%b,\"referenceWall\":%.4f,\"referenceCpu\":%.4f,\"referenceMemory\":%.1f,"
                        + "\"wall\":%.4f,\"cpu\":%.4f,\"memory\":%.1f,\"warm1\":%.4f,\"warm2\":%.4f,\"warm10\":%.4f}",
                row.name(),
                row.same(),
                row.referenceWall(),
                row.referenceCpu(),
                row.referenceMemory(),
                row.wall(),
                row.cpu(),
                row.memory(),
                row.warm1(),
                row.warm2(),
                row.warm10());
    }
}
