package io.github.nix4j.flake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lock files are replaced as a whole, through links, on every file system, and leave nothing beside them. */
class WholeFileTest {
    @TempDir
    Path folder;

    private static long entries(Path folder) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            return list.count();
        }
    }

    @Test
    void makesAndReplaces() throws IOException {
        Path file = folder.resolve("flake.lock");
        WholeFile.write(file, "one".getBytes());
        WholeFile.write(file, "two".getBytes());
        assertThat(file).hasContent("two");
        assertThat(entries(folder)).isEqualTo(1);
    }

    @Test
    void writesWhereALinkLeads() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("flake.lock"), Path.of("target"));
        WholeFile.write(link, "new".getBytes());
        assertThat(target).hasContent("new");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aFailureLeavesTheOldContent() throws IOException {
        Path directory = Files.createDirectories(folder.resolve("flake.lock/inside"));
        assertThatThrownBy(() -> WholeFile.write(directory.getParent(), "new".getBytes()))
                .isInstanceOf(IOException.class);
        assertThat(directory).isDirectory();
        assertThat(entries(folder)).isEqualTo(1);
    }

    @Test
    void worksWithWindowsRules() throws IOException {
        try (FileSystem windows = Jimfs.newFileSystem(Configuration.windows())) {
            Path file = windows.getPath("C:\\work\\flake.lock");
            WholeFile.write(file, "one".getBytes());
            WholeFile.write(file, "two".getBytes());
            assertThat(Files.readString(file)).isEqualTo("two");
        }
    }
}
