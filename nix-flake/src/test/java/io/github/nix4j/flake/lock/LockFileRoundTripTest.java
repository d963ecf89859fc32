package io.github.nix4j.flake.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Lock files of real projects, read and written again. */
class LockFileRoundTripTest {
    @TestFactory
    Stream<DynamicTest> realLockFilesAreWrittenAsTheyWereRead() throws IOException {
        String shared = System.getenv("NIX4J_SHARED");
        TestData.need(shared != null, "NIX4J_SHARED does not name the folder with data/locks");
        try (Stream<Path> files = Files.list(Path.of(shared, "data", "locks"))) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        LockFile lock = LockFile.read(file);
                        assertThat(lock.bytes()).isEqualTo(Files.readAllBytes(file));
                        assertThat(lock.allInputs()).isNotEmpty();
                    }));
        }
    }
}
