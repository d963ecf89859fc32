package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Lists, sets and strings of the sizes at which Nix still gives an answer: minutes of work and 3 GB of heap. */
class LargeValuesTest {
    @TestFactory
    Stream<DynamicTest> givesWhatTheReferenceGives() {
        assumeTrue(Boolean.getBoolean("nix4j.slow"), "skipped: slow; -Dnix4j.slow=true runs it");
        return ReferenceTable.read("large.table").stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.expression(),
                        () -> assertThat(ReferenceRun.nix4j(row).output()).isEqualTo(row.output())));
    }
}
