package io.github.nix4j.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which faults are not planted. */
class LeftOutTest {
    /** The sources that faults are planted in. */
    private static final Path SOURCES = Path.of("../nix-lang/src/main/java/io/github/nix4j/lang");

    /** Who changes a line of the sources sees here that its entry speaks of what is no longer there. */
    @Test
    void eachEntryIsAFaultOfTheSources() throws IOException {
        LeftOut leftOut = LeftOut.read();
        assertThat(PlantedFaults.choose(SOURCES, 1, leftOut)).isNotEmpty();
        assertThat(leftOut.counts()).containsOnlyKeys(LeftOut.Kind.values());
        assertThat(leftOut.unused())
                .as("entries of 'left-out' that are no fault of the sources")
                .isEmpty();
    }

    @Test
    void noEntryIsThereTwice() {
        String text = "File: line\n    No mode: A reason.\nFile\n    Another.\n";
        assertThat(LeftOut.of(text).unused()).containsExactly("File", "File: line");
        assertThatThrownBy(() -> LeftOut.of(text + "File: line\n    Other words.\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("File: line");
    }
}
