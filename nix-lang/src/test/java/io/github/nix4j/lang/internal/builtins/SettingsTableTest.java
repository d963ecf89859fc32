package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What settings and experimental features change: recorded from the reference, and checked against it where it is at hand. */
class SettingsTableTest {
    private static final String TABLE = "settings.table";

    @TestFactory
    Stream<DynamicTest> settingsDoWhatTheyDoInTheReference() {
        return ReferenceTable.read(TABLE).stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.topic() + ": " + row.settings() + " " + row.expression(),
                        () -> assertThat(ReferenceRun.nix4j(row).output()).isEqualTo(row.output())));
    }

    @Test
    void theTableSaysWhatTheReferenceSays() throws Exception {
        String bin = System.getenv("NIX_REFERENCE");
        TestData.need(bin != null, "NIX_REFERENCE (the reference's bin directory) is not set");
        Path home = Files.createTempDirectory("nix4j-home");
        ReferenceTable.read(TABLE).parallelStream()
                .forEach(row -> assertThat(ReferenceRun.reference(bin, home, row))
                        .as(row.settings() + " " + row.expression())
                        .isEqualTo(row.output()));
    }
}
