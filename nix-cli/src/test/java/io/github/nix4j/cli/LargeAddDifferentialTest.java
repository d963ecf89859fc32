package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both programs give a large tree the same hashes and paths, and leave the same files in their stores. */
class LargeAddDifferentialTest {
    private static final String NO_GROUP =
            "warning: the group 'nixbld' specified in 'build-users-group' does not exist\n";

    @TempDir
    Path directory;

    private final BothPrograms programs = BothPrograms.find();

    @BeforeEach
    void makeTree() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 60; i++) {
            Path file = directory.resolve("tree/d" + i % 4 + "/f" + i);
            Files.createDirectories(file.getParent());
            byte[] content = new byte[i * 2_500];
            random.nextBytes(content);
            Files.write(file, content);
            if (i % 3 == 0) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
            }
        }
        Files.write(directory.resolve("tree/large"), new byte[1_500_000]);
        Files.createSymbolicLink(directory.resolve("tree/d1/link"), Path.of("../nowhere"));
        Files.createDirectory(directory.resolve("tree/empty"));
        Files.createSymbolicLink(directory.resolve("way"), Path.of("tree/d1"));
    }

    private ProgramRun run(boolean ours, String line) throws Exception {
        String[] words = line.replace("STORE", directory + (ours ? "/our-store" : "/their-store"))
                .split(" ");
        ProgramRun run = ours
                ? ProgramRun.ours(directory, "", "nix", words)
                : ProgramRun.reference(programs.bin(), directory, "", "nix", words);
        return new ProgramRun(
                run.status(),
                run.out(),
                run.err().replace(NO_GROUP, "").replace("/their-", "/").replace("/our-", "/"));
    }

    private void same(String line) throws Exception {
        ProgramRun expected = run(false, line);
        assertThat(run(true, line)).as(line).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hash path tree",
                "hash path --base32 tree/large tree/d1 tree/d0/f4",
                "hash path --algo sha512 tree",
                "hash path tree nowhere",
                "hash path way/nowhere"
            })
    void hashes(String line) throws Exception {
        same(line);
    }

    @Test
    void addedTrees() throws Exception {
        for (String line : List.of(
                "store add --store STORE tree",
                "store add --store STORE tree",
                "store add-path --store STORE --name other tree",
                "store add-file --store STORE tree/large",
                "store add --store STORE --name tree tree/d3",
                "store add --store STORE nowhere",
                "path-info --all --store STORE")) {
            same(line);
        }
        assertThat(listing("our-store")).isEqualTo(listing("their-store"));
    }

    /** All files of a store with what it fixes of them. */
    private List<String> listing(String store) throws IOException {
        Path root = directory.resolve(store).resolve("nix/store");
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(file -> !file.equals(root) && !file.endsWith(".links"))
                    .sorted()
                    .toList()) {
                PosixFileAttributes found =
                        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                String content = found.isRegularFile()
                        ? "" + Arrays.hashCode(Files.readAllBytes(file))
                        : found.isSymbolicLink() ? "" + Files.readSymbolicLink(file) : "";
                lines.add(root.relativize(file) + " " + PosixFilePermissions.toString(found.permissions()) + " "
                        + found.lastModifiedTime() + " " + content);
            }
        }
        return lines;
    }
}
