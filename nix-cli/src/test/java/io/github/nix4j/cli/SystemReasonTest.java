package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemReasonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cannot run program \"x, y\": error=2, No such file or directory | No such file or directory",
                "Cannot run program \"x\": Exec failed, error: 13 (Permission denied) | Permission denied",
                "Cannot run program \"x (1)\" (in directory \"/a\"): error=20, Not a directory | Not a directory",
                "something else | something else",
            })
    void theSystemsWords(String message, String expected) {
        assertThat(SystemReason.ofStart(new IOException(message))).isEqualTo(expected);
        assertThat(SystemReason.ofStart(new IOException(message + " "))).isEqualTo(expected);
    }

    @Test
    void thisJdkSaysItInOneOfTheseWays() {
        assertThatThrownBy(() -> new ProcessBuilder("/nowhere/at all").start())
                .isInstanceOfSatisfying(
                        IOException.class,
                        e -> assertThat(SystemReason.ofStart(e)).isEqualTo("No such file or directory"));
    }
}
