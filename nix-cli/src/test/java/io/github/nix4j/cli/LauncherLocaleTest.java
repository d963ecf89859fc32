package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LauncherLocaleTest {
    private static Map<String, String> undone(Map<String, String> started) {
        Map<String, String> environment = new HashMap<>(started);
        LauncherLocale.undo(environment);
        return environment;
    }

    @Test
    void aVariableThatWasNotSetIsNotSet() {
        assertThat(undone(Map.of("LC_ALL", "C.UTF-8", "NIX4J_LC_ALL", "", "A", "b")))
                .isEqualTo(Map.of("A", "b"));
    }

    @Test
    void aVariableHasItsFormerValue() {
        assertThat(undone(Map.of("LC_ALL", "C.UTF-8", "NIX4J_LC_ALL", "=C"))).isEqualTo(Map.of("LC_ALL", "C"));
        assertThat(undone(Map.of("LC_ALL", "C.UTF-8", "NIX4J_LC_ALL", "="))).isEqualTo(Map.of("LC_ALL", ""));
    }

    @Test
    void whatTheLauncherDidNotChangeStays() {
        assertThat(undone(Map.of("LC_ALL", "C"))).isEqualTo(Map.of("LC_ALL", "C"));
        // Set by a program that was run.
        assertThat(undone(Map.of("LC_ALL", "de_DE.UTF-8", "NIX4J_LC_ALL", "=C")))
                .isEqualTo(Map.of("LC_ALL", "de_DE.UTF-8"));
    }
}
