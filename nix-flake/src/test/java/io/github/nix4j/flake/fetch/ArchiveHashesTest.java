package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.nar.ArchiveHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hashes of large trees are remembered by the Git tree that they are, and by nothing that may change. */
class ArchiveHashesTest {
    private static final long LONG_AGO = 1_000_000_000_000L;

    @TempDir
    Path directory;

    private Path flake;
    private Path archives;

    @BeforeEach
    void makeRepository() throws Exception {
        flake = Files.createDirectories(directory.resolve("flake"));
        archives = directory.resolve("archives");
        Files.writeString(flake.resolve("flake.nix"), "{ outputs = { self }: { }; }\n");
        Files.write(flake.resolve("large"), new byte[2 << 20]);
        try (Stream<Path> files = Files.list(flake)) {
            for (Path file : files.toList()) {
                // Older than the index will be, so that it vouches for them.
                Files.setLastModifiedTime(file, FileTime.fromMillis(LONG_AGO));
            }
        }
        git("init", "--quiet", "--initial-branch=main");
        commit();
        Thread.sleep(20);
        git("update-index", "--refresh", "--force-write-index");
    }

    @Test
    void aHashIsRememberedByItsGitTree() throws Exception {
        String hash = narHash("");
        assertThat(entries()).containsExactly("git-tree-" + git("rev-parse", "HEAD^{tree}"));
        assertThat(Files.readString(entry())).startsWith(hash + " ");
        assertThat(narHash("")).isEqualTo(hash);
    }

    /** Nobody reads the files where the hash is known: what is remembered is believed. */
    @Test
    void aRememberedHashIsUsedForWorkTreesAndCommits() throws Exception {
        narHash("");
        String other = Hash.zero(HashAlgorithm.SHA256).sri();
        Files.writeString(entry(), other + " 3000000\n");
        assertThat(narHash("")).isEqualTo(other);
        assertThat(narHash("?ref=main")).isEqualTo(other);
    }

    @Test
    void commitsAndWorkTreesHaveOneHash() throws Exception {
        String commit = narHash("?ref=main");
        Files.delete(entry());
        assertThat(narHash("")).isEqualTo(commit);
    }

    @Test
    void whatIsDamagedIsWrittenAgain() throws Exception {
        String hash = narHash("");
        for (String damaged : List.of("", "sha256-", "sha256-AAAA 7", hash, hash + " many")) {
            Files.writeString(entry(), damaged);
            assertThat(narHash("")).isEqualTo(hash);
            assertThat(Files.readString(entry())).startsWith(hash + " ");
        }
    }

    @Test
    void changedFilesAreRead() throws Exception {
        String clean = narHash("");
        Files.write(flake.resolve("large"), new byte[3 << 20]);
        assertThat(narHash("")).isNotEqualTo(clean);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void smallTreesAreRead() throws Exception {
        Files.write(flake.resolve("large"), new byte[1000]);
        commit();
        narHash("");
        assertThat(archives).doesNotExist();
    }

    @Test
    void filesThatMayBeConvertedAreRead() throws Exception {
        Files.writeString(flake.resolve(".gitattributes"), "*.txt eol=crlf\n");
        commit();
        narHash("");
        assertThat(archives).doesNotExist();
        Files.writeString(flake.resolve(".gitattributes"), "*.txt linguist-generated\n");
        commit();
        git("config", "core.autocrlf", "true");
        narHash("");
        assertThat(archives).doesNotExist();
        git("config", "core.autocrlf", "false");
        narHash("");
        assertThat(entries()).hasSize(1);
    }

    private @Nullable String narHash(String query) {
        FetchSettings settings = FetchSettings.in(directory, warning -> {}).withArchives(ArchiveHashes.in(archives));
        FlakeLoader loader = FlakeLoader.builder(directory).settings(settings).build();
        return loader.load("git+file://" + flake + query).locked().input().narHash();
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> files = Files.list(archives)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path entry() throws IOException {
        return archives.resolve(entries().get(0));
    }

    private void commit() throws Exception {
        git("add", "--all");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message=All");
    }

    private String git(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", flake.toString()));
        command.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }
}
