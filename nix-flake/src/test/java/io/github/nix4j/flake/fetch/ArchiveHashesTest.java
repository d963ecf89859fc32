package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.nar.ArchiveHashes;
import io.github.nix4j.store.nar.NarHash;
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
        assertThat(remembered()).isEqualTo(hash);
        assertThat(narHash("")).isEqualTo(hash);
    }

    /** Nobody reads the files where the hash is known: what is remembered is believed. */
    @Test
    void aRememberedHashIsUsedForWorkTreesAndCommits() throws Exception {
        narHash("");
        Hash other = Hash.zero(HashAlgorithm.SHA256);
        ArchiveHashes.in(archives).put(identity(), new NarHash(other, 3_000_000));
        assertThat(narHash("")).isEqualTo(other.sri());
        assertThat(narHash("?ref=main")).isEqualTo(other.sri());
    }

    @Test
    void commitsAndWorkTreesHaveOneHash() throws Exception {
        String commit = narHash("?ref=main");
        Files.delete(file());
        assertThat(narHash("")).isEqualTo(commit);
    }

    @Test
    void whatIsDamagedIsWrittenAgain() throws Exception {
        String hash = narHash("");
        byte[] whole = Files.readAllBytes(file());
        for (int length : List.of(0, 1, whole.length / 2, whole.length - 1)) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThat(narHash("")).isEqualTo(hash);
            assertThat(remembered()).isEqualTo(hash);
        }
    }

    @Test
    void changedFilesAreRead() throws Exception {
        String clean = narHash("");
        Files.write(flake.resolve("large"), new byte[3 << 20]);
        assertThat(narHash("")).isNotEqualTo(clean);
        assertThat(remembered()).isEqualTo(clean);
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
        assertThat(narHash("")).isEqualTo(remembered());
    }

    private @Nullable String narHash(String query) {
        FetchSettings settings = FetchSettings.in(directory, warning -> {}).withArchives(ArchiveHashes.in(archives));
        FlakeLoader loader = FlakeLoader.builder(directory).settings(settings).build();
        return loader.load("git+file://" + flake + query).locked().input().narHash();
    }

    private @Nullable String remembered() throws Exception {
        NarHash known = ArchiveHashes.in(archives).find(identity());
        return known == null ? null : known.hash().sri();
    }

    private String identity() throws Exception {
        return "git-tree-" + git("rev-parse", "HEAD^{tree}");
    }

    private Path file() {
        return archives.resolve("hashes2");
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
