package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.TraceFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Builtins, errors and printing against recorded outputs of the reference. */
class ReferenceTablesTest {
    static final List<String> TABLES = List.of(
            "strings.table",
            "core-packages.table",
            "json.table",
            "xml.table",
            "regex.table",
            "toml.table",
            "toml-documents.table",
            "core.table",
            "positions.table",
            "language.table",
            "curried.table",
            "identity.table",
            "order.table",
            "messages.table",
            "unit-primops.table",
            "unit-traces.table",
            "unit-trivial.table",
            "unit-json.table",
            "unit-suggestions.table",
            "unit-xml.table",
            "recursion.table",
            "bounds.table");

    /** Those that have tests of their own, so that a count of what ran holds each of them. */
    private static final List<String> APART = List.of("regex.table", "recursion.table", "bounds.table");

    @TestFactory
    Stream<DynamicTest> givesWhatTheReferenceGives() {
        return TABLES.stream().filter(table -> !APART.contains(table)).flatMap(ReferenceTablesTest::cases);
    }

    @TestFactory
    Stream<DynamicTest> regularExpressions() {
        return cases("regex.table");
    }

    @TestFactory
    Stream<DynamicTest> recursion() {
        return cases("recursion.table");
    }

    @TestFactory
    Stream<DynamicTest> bounds() {
        return cases("bounds.table");
    }

    private static Stream<DynamicTest> cases(String table) {
        return ReferenceTable.read(table).stream()
                .map(row -> DynamicTest.dynamicTest(
                        table + ": " + row.expression(),
                        () -> assertThat(ReferenceRun.nix4j(row).output()).isEqualTo(row.output())));
    }

    /** The trace as data has the frames and places that the reference's text shows. */
    @TestFactory
    Stream<DynamicTest> framesAreData() {
        return ReferenceTable.read("unit-traces.table").stream()
                .filter(row -> row.output().contains("… "))
                .map(row -> DynamicTest.dynamicTest(row.expression(), () -> {
                    NixException error = ReferenceRun.nix4j(row).error();
                    assertThat(error).isNotNull();
                    assertThat(shown(error)).isEqualTo(shown(row.output()));
                }));
    }

    private static List<String> shown(NixException error) {
        List<String> lines = new ArrayList<>();
        for (TraceFrame frame : error.frames()) {
            if (!frame.message().text().isEmpty()) {
                frame.message().toString().lines().forEach(line -> lines.add(line.strip()));
                if (frame.position() != null) {
                    lines.add("at " + frame.position() + ":");
                }
            }
        }
        lines.add("error: " + error.getMessage());
        if (error.position() != null) {
            lines.add("at " + error.position() + ":");
        }
        return lines;
    }

    /** The same from the text: all but the lines of source. */
    private static List<String> shown(String output) {
        return output.lines()
                .map(line -> line.strip().replaceFirst("^… ", ""))
                .filter(line -> !line.isEmpty()
                        && !line.startsWith("trace: ")
                        && !line.equals("error:")
                        && !line.matches("\\d*\\| .*"))
                .toList();
    }
}
