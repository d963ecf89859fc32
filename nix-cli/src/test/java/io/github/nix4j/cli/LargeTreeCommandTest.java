package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands read of a flake beside large files: only what their result needs, however much they could tell about it. */
class LargeTreeCommandTest {
    private static final long LARGE = 20 << 20;

    @TempDir
    Path directory;

    private Path makeFlake() throws IOException {
        Path flake = Files.createDirectories(directory.resolve("flake"));
        Files.writeString(
                flake.resolve("flake.nix"), "{ outputs = { self }: { value = 1; source = \"${self}\"; }; }\n");
        try (RandomAccessFile file = new RandomAccessFile(flake.resolve("large").toFile(), "rw")) {
            file.setLength(LARGE);
        }
        return flake;
    }

    @Test
    void valueThatNeedsNoHash() throws IOException {
        Path flake = makeFlake();
        // What a first command reads of the program itself is not meant.
        run("eval", "--expr", "1");
        long before = bytesRead();
        assertThat(run("eval", "path:" + flake + "#value")).isEqualTo(new ProgramRun(0, "1\n", ""));
        assertThat(bytesRead() - before).isLessThan(LARGE / 2);
    }

    @Test
    void valueThatNeedsTheHash() throws IOException {
        Path flake = makeFlake();
        long before = bytesRead();
        assertThat(run("eval", "path:" + flake + "#source").out()).contains("-source");
        assertThat(bytesRead() - before).isGreaterThan(LARGE);
    }

    /** Of a flake, of a path in an expression, and with what is remembered refused. */
    @Test
    void hashThatIsRemembered() throws Exception {
        Path flake = makeFlake();
        Files.createDirectory(directory.resolve("home"));
        // Until then, the file system may date a change like the one before it.
        Thread.sleep(3100);
        String[] source = {"eval", "path:" + flake + "#source"};
        String[] path = {"eval", "--impure", "--expr", "\"${" + flake + "/large}\""};
        for (String[] words : new String[][] {source, path}) {
            ProgramRun read = run(words);
            long before = bytesRead();
            assertThat(run(words)).isEqualTo(read);
            assertThat(bytesRead() - before).isLessThan(LARGE / 2);
            before = bytesRead();
            assertThat(run(Map.of("NIX4J_ARCHIVE_HASHES", ""), words)).isEqualTo(read);
            assertThat(bytesRead() - before).isGreaterThan(LARGE);
        }
        try (RandomAccessFile file = new RandomAccessFile(flake.resolve("large").toFile(), "rw")) {
            file.write(1);
        }
        for (String[] words : new String[][] {source, path}) {
            assertThat(run(words)).isEqualTo(run(Map.of("NIX4J_ARCHIVE_HASHES", ""), words));
        }
    }

    private ProgramRun run(String... words) throws IOException {
        return run(Map.of(), words);
    }

    private ProgramRun run(Map<String, String> variables, String... words) throws IOException {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--store";
        all[words.length + 1] = "memory://";
        return ProgramRun.ours(directory, variables, "", "nix", all);
    }

    private static long bytesRead() throws IOException {
        Path told = Path.of("/proc/self/io");
        assumeTrue(Files.exists(told), "the system does not tell how much is read");
        for (String line : Files.readAllLines(told)) {
            if (line.startsWith("rchar: ")) {
                return Long.parseLong(line.substring("rchar: ".length()));
            }
        }
        throw new IOException(told + " does not tell what was read");
    }
}
