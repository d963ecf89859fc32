package io.github.nix4j.testkit.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that do not stay. */
class ScratchFolderTest {
    @TempDir
    Path elsewhere;

    @Test
    void nothingIsLeft() throws IOException {
        Path kept = Files.writeString(elsewhere.resolve("kept"), "x");
        Path path;
        try (ScratchFolder scratch = ScratchFolder.create("nix4j-test")) {
            path = scratch.path();
            Path deep = Files.createDirectories(path.resolve("a/b"));
            Files.writeString(deep.resolve("file"), "x");
            Files.createSymbolicLink(deep.resolve("link"), elsewhere);
            Files.setPosixFilePermissions(deep, PosixFilePermissions.fromString("r-xr-xr-x"));
            Files.createSymbolicLink(path.resolve("dangling"), Path.of("nowhere"));
        }
        assertThat(path).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void whatIsAlreadyGoneIsNoError() throws IOException {
        try (ScratchFolder scratch = ScratchFolder.create("nix4j-test")) {
            ScratchFolder.delete(scratch.path());
            assertThat(scratch.path()).doesNotExist();
        }
    }
}
