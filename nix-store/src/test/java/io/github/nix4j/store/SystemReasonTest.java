package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
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

    @Test
    void classesStandForWords() {
        assertThat(SystemReason.of(new NotDirectoryException("x"))).isEqualTo("Not a directory");
        assertThat(SystemReason.of(new FileAlreadyExistsException("x"))).isEqualTo("File exists");
        assertThat(SystemReason.of(new FileSystemException("x", null, "Read-only file system")))
                .isEqualTo("Read-only file system");
        assertThat(SystemReason.withFile(new NoSuchFileException("/x"))).isEqualTo("\"/x\": No such file or directory");
        assertThat(SystemReason.withFile(new IOException("Broken pipe"))).isEqualTo("Broken pipe");
    }
}
