package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nix4j.lang.internal.builtins.ReferenceTable;
import io.github.nix4j.lang.value.NixFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every unit test of Nix's evaluator has rows of its own in our tables, or a reason why not. Their names are read in place, from
 * the source tree that {@code NIX_LANG_SUITE} names.
 */
class UnitCoverageTest {
    private static final Pattern NAME = Pattern.compile("\\bTEST_[FP]\\s*\\(\\w+,\\s*(\\w+)(##w##x##y##z)?\\)");

    /** What has no rows, and where it is tested instead or why it cannot be. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "tooManyFormals", "the program is too long for a table: below",
            "tList", "lists here have no null pointers",
            "vExternal", "there are no values of plug-ins",
            "ansiColorsBlackhole", "needs an evaluation that is under way: UnitPrintTest",
            "DISABLED_Path", "switched off in Nix too; store.table has paths in JSON");

    @ParameterizedTest
    @CsvSource({
        "primops.cc, internal.builtins.ReferenceTable, unit-primops.table, 109",
        "error_traces.cc, internal.builtins.ReferenceTable, unit-traces.table, 90",
        "trivial.cc, internal.builtins.ReferenceTable, unit-trivial.table, 89",
        "json.cc, internal.builtins.ReferenceTable, unit-json.table, 8",
        "value/print.cc, internal.print.UnitPrintTest, unit-print.table, 43",
    })
    void everyTestHasRows(String file, String near, String table, int count) throws Exception {
        String tree = System.getenv("NIX_LANG_SUITE");
        TestData.need(tree != null, "NIX_LANG_SUITE (a source tree of Nix) is not set");
        Path source = Path.of(tree).resolve("src/libexpr-tests").resolve(file);
        Path version = Path.of(tree).resolve(".version");
        assumeTrue(
                Files.exists(version) && Files.readString(version).startsWith("2.34."),
                "skipped: NIX_LANG_SUITE is not the tree of 2.34");
        Set<String> names = names(source);
        assertThat(names).hasSize(count);

        Set<String> covered = ReferenceTable.read(Class.forName("io.github.nix4j.lang." + near), table).stream()
                .map(ReferenceTable.Row::topic)
                .collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(covered);
        assertThat(ELSEWHERE.keySet()).containsAll(missing);
        assertThat(names).containsAll(covered);
    }

    @Test
    void tooManyFormals() {
        String formals = IntStream.range(0, 65_536).mapToObj(i -> "a" + i).collect(Collectors.joining(", "));
        try (NixEvaluator nix = NixEvaluator.isolated()) {
            assertThatThrownBy(() -> nix.evaluate("({ " + formals + " }: 0) { }"))
                    .hasMessage("too many formal arguments, implementation supports at most 65535");
            assertThat(nix.evaluate("({ " + formals.replace(", a65535", "") + ", ... }@all: 5)"))
                    .isInstanceOf(NixFunction.class);
        }
    }

    /** The names of the tests; one with four digits in its name stands for sixteen. */
    private static Set<String> names(Path source) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = NAME.matcher(Files.readString(source));
        while (matcher.find()) {
            if (matcher.group(2) == null) {
                names.add(matcher.group(1));
            } else {
                for (int i = 0; i < 16; i++) {
                    String digits = Integer.toBinaryString(16 + i).substring(1);
                    names.add(matcher.group(1) + digits);
                }
            }
        }
        return names;
    }
}
