package io.github.nix4j.flake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
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
    void writesWhereALinkToNothingLeads() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Path inner = Files.createSymbolicLink(folder.resolve("sub/inner"), Path.of("../target"));
        Path link = Files.createSymbolicLink(folder.resolve("flake.lock"), Path.of("sub/inner"));
        WholeFile.write(link, "new".getBytes());
        assertThat(folder.resolve("target")).hasContent("new");
        assertThat(link).isSymbolicLink();
        assertThat(inner).isSymbolicLink();
    }

    @Test
    void linksThatLeadInACircleStay() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("flake.lock"), Path.of("flake.lock"));
        assertThatThrownBy(() -> WholeFile.write(link, "new".getBytes())).isInstanceOf(IOException.class);
        assertThat(link).isSymbolicLink();
        assertThat(entries(folder)).isEqualTo(1);
    }

    @Test
    void aPipeStaysOneAndGetsTheContent() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();
        WholeFile.write(pipe, "new".getBytes());
        assertThat(new String(reader.getInputStream().readAllBytes())).isEqualTo("new");
        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
        assertThat(entries(folder)).isEqualTo(1);
    }

    @Test
    void anOpenFileIsWrittenIntoAndNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "longer than new");
        try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ);
                Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            Path own = all.filter(fd -> Files.exists(fd) && isSame(fd, file))
                    .findFirst()
                    .orElseThrow();
            Path link = Files.createSymbolicLink(folder.resolve("link"), own);
            WholeFile.write(link, "new".getBytes());
            assertThat(open.size()).isEqualTo(3);
        }
        assertThat(file).hasContent("new");
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
