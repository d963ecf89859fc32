package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.jgit.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that fetch from one server with one cache, and are killed at random moments: the next one has the right result all
 * the same. The property {@code nix4j.rounds} says how often, {@code nix4j.seed} when.
 */
@DisabledOnOs(OS.WINDOWS)
class KilledFetchTest {
    private static final int ROUNDS = Integer.getInteger("nix4j.rounds", 5);
    private static final int FILES = 24;
    private static final int FILE_SIZE = 25_000;

    @TempDir
    Path directory;

    private final Random random = new Random(Long.getLong("nix4j.seed", 1));
    private Path home = Path.of("");
    private LoopbackServer server;
    private int versions;

    @BeforeEach
    void serve() throws Exception {
        Files.createDirectories(directory.resolve("served"));
        home = Files.createDirectories(directory.resolve("home"));
        server = new LoopbackServer(directory.resolve("served"));
        git("init", "-q", "repository");
        publish();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void git(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"));
        command.addAll(List.of("-c", "user.name=A", "-c", "user.email=a@example.org"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(directory.resolve("served").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
    }

    /** Serves a new version of everything. */
    private void publish() throws Exception {
        Path repository = directory.resolve("served/repository");
        versions++;
        for (int i = 0; i < FILES; i++) {
            if (versions == 1 || random.nextBoolean()) {
                byte[] content = new byte[FILE_SIZE];
                random.nextBytes(content);
                Files.createDirectories(repository.resolve("d" + i % 7));
                Files.write(repository.resolve("d" + i % 7 + "/f" + i), content);
            }
        }
        git("-C", "repository", "add", ".");
        git("-C", "repository", "commit", "-qm", "version " + versions);
        for (String name : List.of("archive.tar.gz", "archive.zip")) {
            git("-C", "repository", "archive", "--prefix=top/", "-o", "../part." + name, "HEAD");
            Files.move(
                    directory.resolve("served/part." + name),
                    directory.resolve("served/" + name),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Path flake(String name) throws IOException {
        Path flake = Files.createDirectories(directory.resolve(name));
        Files.deleteIfExists(flake.resolve("flake.lock"));
        Files.writeString(flake.resolve("flake.nix"), """
                {
                  inputs = {
                    archive = { url = "URL/archive.tar.gz"; flake = false; };
                    file = { url = "file+URL/archive.zip"; flake = false; };
                    git = { url = "git+URL/repository"; flake = false; };
                    shallow = { url = "git+URL/repository?shallow=1"; flake = false; };
                    zip = { url = "URL/archive.zip"; flake = false; };
                  };
                  outputs = _: { };
                }
                """.replace("URL", server.url()));
        return flake;
    }

    /** @param command {@code lock} asks the server again for all it has, {@code metadata} locks from what is known lately. */
    private Process start(String command, Path flake) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.github.nix4j.cli.Main",
                        "flake",
                        command,
                        "path:" + flake,
                        "--store",
                        "memory://",
                        "--option",
                        "flake-registry",
                        "")
                .redirectErrorStream(true)
                // Two may lock the same flake.
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        flake.resolveSibling(flake.getFileName() + ".log").toFile()));
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("NIX_"));
        return builder.start();
    }

    private String lock(Path flake) throws Exception {
        return end(flake, start("lock", flake));
    }

    /** Waits for a process that has to end well; returns the lock file. */
    private static String end(Path flake, Process process) throws Exception {
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            Path log = flake.resolveSibling(flake.getFileName() + ".log");
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
            assertThat(Files.readString(log)).doesNotContain("could not", "using cached version");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(flake.resolve("flake.lock"));
    }

    /** What locking gives where nobody was ever killed. */
    private String expected() throws Exception {
        Path flake = flake("undisturbed");
        ProgramRun run = ProgramRun.ours(
                flake,
                Map.of("HOME", directory.resolve("quiet").toString()),
                "",
                "nix",
                "flake",
                "lock",
                "path:" + flake,
                "--store",
                "memory://");
        assertThat(run.status()).as(run.err()).isZero();
        return Files.readString(flake.resolve("flake.lock"));
    }

    @Test
    void theNextOneIsRight(TestReporter reporter) throws Exception {
        String expected = expected();
        long begin = System.nanoTime();
        assertThat(lock(flake("first"))).isEqualTo(expected);
        long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        int killed = 0;
        int finished = 0;
        int underway = 0;
        for (int round = 0; round < ROUNDS; round++) {
            if (random.nextInt(3) == 0) {
                FileUtils.delete(home.toFile(), FileUtils.RECURSIVE);
                Files.createDirectories(home);
            }
            if (random.nextInt(3) > 0) {
                publish();
                expected = expected();
            }
            server.takeRequests();
            List<Process> processes = new ArrayList<>();
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                processes.add(start("lock", flake("killed" + i)));
            }
            for (Process process : processes) {
                boolean ended = process.waitFor(
                        random.nextInt((int) (whole * (count + 2) / (2 * count))), TimeUnit.MILLISECONDS);
                if (ended) {
                    finished++;
                } else {
                    killed++;
                    if (random.nextBoolean()) {
                        process.descendants().forEach(ProcessHandle::destroyForcibly);
                    }
                    process.destroyForcibly().waitFor();
                }
            }
            underway += server.takeRequests().isEmpty() ? 0 : 1;
            assertThat(lock(flake("next"))).as("round " + round).isEqualTo(expected);
            for (int i = 0; i < count; i++) {
                Path left = directory.resolve("killed" + i + "/flake.lock");
                assertThat(Files.exists(left) ? Files.readString(left) : expected)
                        .isEqualTo(expected);
            }
            checkCache();
        }
        reporter.publishEntry(Map.of(
                "rounds", ROUNDS + "",
                "killed", killed + "",
                "finished before", finished + "",
                "rounds in which something had been asked for", underway + ""));
        assertThat(killed).isPositive();
    }

    private void checkCache() throws Exception {
        Path cache = home.resolve(".cache/nix4j");
        try (Stream<Path> contents = Files.list(cache.resolve("downloads/content"))) {
            for (Path content : (Iterable<Path>) contents::iterator) {
                assertThat(HashAlgorithm.SHA256
                                .hash(Files.readAllBytes(content))
                                .nix32())
                        .isEqualTo(content.getFileName().toString());
            }
        }
        try (Stream<Path> files = Files.list(cache.resolve("git"))) {
            for (Path clone : files.filter(Files::isDirectory).toList()) {
                assertThat(clone.getFileName().toString()).doesNotEndWith(".new");
                git("--git-dir", clone.toString(), "fsck", "--connectivity-only");
                try (Stream<Path> inside = Files.walk(clone)) {
                    assertThat(inside.map(file -> file.getFileName().toString()))
                            .noneMatch(name -> name.endsWith(".lock") || name.equals("nix4j-fetching"));
                }
            }
        }
    }

    @Test
    void severalAtOnceAskTheServerOnce() throws Exception {
        String expected = expected();
        server.takeRequests();
        Path alone = flake("alone");
        assertThat(end(alone, start("metadata", alone))).isEqualTo(expected);
        List<String> once = server.takeRequests();
        FileUtils.delete(home.toFile(), FileUtils.RECURSIVE);
        Files.createDirectories(home);
        // Two of them lock the same flake.
        Path shared = flake("shared");
        List<Path> flakes = List.of(shared, shared, flake("other"));
        List<Process> processes = new ArrayList<>();
        for (Path flake : flakes) {
            processes.add(start("metadata", flake));
        }
        for (int i = 0; i < flakes.size(); i++) {
            assertThat(end(flakes.get(i), processes.get(i))).isEqualTo(expected);
        }
        assertThat(once).isNotEmpty();
        assertThat(server.takeRequests()).containsExactlyInAnyOrderElementsOf(once);
    }
}
