package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The records in the tables against the reference itself. */
class ReferenceRecordsTest {
    @Test
    void theTablesSayWhatTheReferenceSays() throws Exception {
        String bin = System.getenv("NIX_REFERENCE");
        TestData.need(bin != null, "NIX_REFERENCE (the reference's bin directory) is not set");
        Path home = Files.createTempDirectory("nix4j-home");
        rows().parallel()
                .forEach(row -> assertThat(ReferenceRun.reference(bin, home, row))
                        .as(row.expression())
                        .isEqualTo(row.output()));
    }

    private static Stream<ReferenceTable.Row> rows() {
        return ReferenceTablesTest.TABLES.stream().flatMap(table -> ReferenceTable.read(table).stream());
    }
}
