package io.github.nix4j.lang.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.nar.ArchiveHashes;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The hash of a folder is remembered for what is on the disk, not for what an evaluation sees of it. */
@DisabledOnOs(OS.WINDOWS)
class RememberedHashTest {
    private static final TreePath FOLDER = TreePath.of("/folder");

    /** By this clock, all was written long ago. */
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

    @TempDir
    Path directory;

    private DiskTree disk;
    private ArchiveHashes hashes;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(directory.resolve("folder/sub"));
        Files.writeString(directory.resolve("folder/sub/file"), "file");
        Files.writeString(directory.resolve("folder/other"), "other");
        disk = DiskTree.of(directory);
        hashes = ArchiveHashes.in(directory.resolve("hashes"), LATER);
    }

    @Test
    void whatIsSeenForTheFirstTimeIsRemembered() throws IOException {
        NarHash read = hashes.hash(new MemoTree(disk, LATER), FOLDER);
        assertThat(read).isEqualTo(NarWriter.hash(disk, FOLDER));
        assertThat(remembered()).isEqualTo(read);
    }

    /** An evaluation goes on seeing what it has seen once; others do not. */
    @Test
    void whatHasChangedSinceItWasSeenIsNotRemembered() throws IOException {
        MemoTree memo = new MemoTree(disk);
        NarHash before = NarWriter.hash(memo, FOLDER);
        Files.writeString(directory.resolve("folder/new"), "new");
        assertThat(hashes.hash(memo, FOLDER)).isEqualTo(before);
        assertThat(remembered()).isNull();

        NarHash after = hashes.hash(disk, FOLDER);
        assertThat(remembered()).isEqualTo(after);
        assertThat(hashes.hash(memo, FOLDER)).isEqualTo(before).isNotEqualTo(after);
    }

    @Test
    void forgettingLooksAgain() throws IOException {
        long start = System.currentTimeMillis();
        MemoTree memo = new MemoTree(disk);
        assertThat(memo.rememberedSince(FOLDER)).isGreaterThanOrEqualTo(start);
        memo.forget();
        assertThat(memo.rememberedSince(FOLDER)).isBetween(start, System.currentTimeMillis());
        assertThat(new MemoTree(memo, LATER).rememberedSince(FOLDER)).isEqualTo(memo.rememberedSince(FOLDER));
    }

    @Test
    void partsThatMayBeReadAreNotTheWhole() throws IOException {
        AllowedPaths allowed = new AllowedPaths();
        allowed.allow(TreePath.of("/folder/sub"));
        SourceTree part = new AllowListTree(disk, allowed, false);
        assertThat(hashes.hash(part, FOLDER)).isEqualTo(NarWriter.hash(part, FOLDER));
        assertThat(remembered()).isNull();

        NarHash whole = hashes.hash(disk, FOLDER);
        assertThat(hashes.hash(part, FOLDER))
                .isEqualTo(NarWriter.hash(part, FOLDER))
                .isNotEqualTo(whole);
        TreePath sub = TreePath.of("/folder/sub");
        assertThat(part.physical(sub)).isEqualTo(disk.physical(sub));
    }

    /** Who listens to what is read hears of each file each time. */
    @Test
    void listenersHearOfAll() throws IOException {
        NarHash whole = hashes.hash(disk, FOLDER);
        StringBuilder heard = new StringBuilder();
        SourceTree traced = new TracingTree(
                disk, (access, path) -> heard.append(access).append(path.text()).append(' '));
        assertThat(hashes.hash(traced, FOLDER)).isEqualTo(whole);
        assertThat(heard).contains("ENTRIES/folder ", "CONTENT/folder/sub/file ");
    }

    private @Nullable NarHash remembered() {
        return hashes.find(Objects.requireNonNull(hashes.stateOf(directory.resolve("folder")))
                .name());
    }
}
