package io.github.nix4j.store.nar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table gives what was put there under a name or nothing, whatever became of the file. */
class ArchiveHashTableTest {
    private static final int RECORD = 80;
    private static final int SIZE = 1000;

    private Path directory;
    private Path file;

    @BeforeEach
    @BeforeProperty
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("nix4j-table");
        file = directory.resolve("made/hashes");
    }

    @AfterEach
    @AfterProperty
    void removeDirectory() throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.getParent());
        Files.delete(directory);
    }

    @Test
    void whatWasPutThereIsFoundByOthers() throws IOException {
        ArchiveHashTable table = new ArchiveHashTable(file);
        assertThat(table.find("a")).isNull();
        table.put("a", hash(1));
        table.put("b", hash(2));
        for (ArchiveHashTable reader : List.of(table, new ArchiveHashTable(file))) {
            assertThat(reader.find("a")).isEqualTo(hash(1));
            assertThat(reader.find("b")).isEqualTo(hash(2));
            assertThat(reader.find("c")).isNull();
        }
        table.put("a", hash(3));
        assertThat(new ArchiveHashTable(file).find("a")).isEqualTo(hash(3));
    }

    /** Of names that share places the newest stays; the file grows no further. */
    @Test
    void theFileIsBounded() throws IOException {
        ArchiveHashTable table = new ArchiveHashTable(file);
        int names = 40_000;
        for (int i = 0; i < names; i++) {
            table.put("name " + i, hash(i));
        }
        ArchiveHashTable reader = new ArchiveHashTable(file);
        Map<Boolean, Integer> found = new HashMap<>();
        for (int i = 0; i < names; i++) {
            NarHash known = reader.find("name " + i);
            found.merge(known != null, 1, Integer::sum);
            assertThat(known).isIn(null, hash(i));
        }
        assertThat(reader.find("name " + (names - 1))).isEqualTo(hash(names - 1));
        assertThat(found.get(true)).isBetween(14_000, 1 << 14);
        assertThat(Files.size(file)).isLessThanOrEqualTo((1 << 14) * RECORD);
    }

    /** Also where another process has written a part of it only. */
    @Property(tries = 300)
    void damageIsNoticed(@ForAll @IntRange(max = RECORD - 1) int at, @ForAll @IntRange(min = 1, max = 255) int change)
            throws IOException {
        new ArchiveHashTable(file).put("a", hash(1));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - RECORD + at] ^= (byte) change;
        Files.write(file, bytes);
        ArchiveHashTable damaged = new ArchiveHashTable(file);
        assertThat(damaged.find("a")).isNull();
        damaged.put("a", hash(2));
        assertThat(new ArchiveHashTable(file).find("a")).isEqualTo(hash(2));
    }

    @Property(tries = 50)
    void filesThatEndEarlyAreMended(@ForAll @IntRange(min = 1, max = RECORD) int missing) throws IOException {
        new ArchiveHashTable(file).put("a", hash(1));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - missing));
        ArchiveHashTable shortened = new ArchiveHashTable(file);
        assertThat(shortened.find("a")).isNull();
        shortened.put("a", hash(2));
        assertThat(new ArchiveHashTable(file).find("a")).isEqualTo(hash(2));
    }

    /** What is dear to read again stays where there is room for one only. */
    @Test
    void largeOnesStay() throws IOException {
        ArchiveHashTable table = new ArchiveHashTable(file);
        NarHash large = new NarHash(HashAlgorithm.SHA256.hash("large"), 1L << 40);
        table.put("large", large);
        for (int i = 0; i < 40_000; i++) {
            table.put("name " + i, hash(i));
        }
        assertThat(new ArchiveHashTable(file).find("large")).isEqualTo(large);
    }

    /** Several at once under one name: threads with one table, and with tables of their own as processes have them. */
    @Test
    void writersAndReadersMeet() throws Exception {
        ArchiveHashTable shared = new ArchiveHashTable(file);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 4; t++) {
            int own = t;
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    try {
                        ArchiveHashTable table = own < 2 ? shared : new ArchiveHashTable(file);
                        NarHash known = table.find("name");
                        if (known != null) {
                            assertThat(known).isEqualTo(hash((int) known.size() - SIZE));
                        }
                        table.put("name", hash(1000 * own + i));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            thread.setUncaughtExceptionHandler((failed, e) -> failures.add(e));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    /** Half of one record and half of another, as two writers may leave it. */
    @Property(tries = 100)
    void mixedRecordsAreNone(@ForAll @IntRange(min = 33, max = RECORD - 1) int from) throws IOException {
        ArchiveHashTable table = new ArchiveHashTable(file);
        table.put("a", hash(1));
        byte[] first = Files.readAllBytes(file);
        table.put("a", hash(2));
        byte[] mixed = Files.readAllBytes(file);
        int at = mixed.length - RECORD + from;
        System.arraycopy(first, at, mixed, at, RECORD - from);
        Files.write(file, mixed);
        assertThat(new ArchiveHashTable(file).find("a")).isIn(null, hash(2));
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        Files.createDirectories(file);
        ArchiveHashTable table = new ArchiveHashTable(file);
        assertThat(table.find("a")).isNull();
        assertThatThrownBy(() -> table.put("a", hash(1))).isInstanceOf(IOException.class);
        Files.delete(file);
        Files.delete(file.getParent());
        Files.createFile(file.getParent());
        assertThatThrownBy(() -> new ArchiveHashTable(file).put("a", hash(1))).isInstanceOf(IOException.class);
        Files.delete(file.getParent());
    }

    @Test
    void versionsHaveFilesOfTheirOwnUntilNobodyUsesThem() throws IOException {
        Path folder = Files.createDirectories(file.getParent());
        Path recent = dated(folder.resolve("hashes"), 29);
        Path newer = dated(folder.resolve("hashes999"), 31);
        Path none = dated(folder.resolve("hashes.txt"), 31);
        ArchiveHashTable table = ArchiveHashTable.in(folder);
        assertThat(table.find("a")).isNull();
        assertThat(newer).as("reading deletes nothing").exists();
        table.put("a", hash(1));
        assertThat(ArchiveHashTable.in(folder).find("a")).isEqualTo(hash(1));
        assertThat(newer).doesNotExist();
        for (Path kept : List.of(recent, none)) {
            assertThat(kept).hasContent("of another version");
            Files.delete(kept);
        }
        Files.delete(folder.resolve("hashes" + ArchiveHashTable.VERSION));
    }

    @Test
    void aTableIsDatedWhenItIsUsed() throws IOException {
        new ArchiveHashTable(file).put("a", hash(1));
        FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(29)));
        Files.setLastModifiedTime(file, old);
        assertThat(new ArchiveHashTable(file).find("b")).isNull();
        assertThat(Files.getLastModifiedTime(file).toInstant()).as("not found").isBefore(daysAgo(28));
        ArchiveHashTable table = new ArchiveHashTable(file);
        assertThat(table.find("a")).isEqualTo(hash(1));
        assertThat(Files.getLastModifiedTime(file).toInstant()).as("found").isAfter(daysAgo(1));
        FileTime recent = FileTime.from(Instant.now().minus(Duration.ofHours(20)));
        Files.setLastModifiedTime(file, recent);
        assertThat(new ArchiveHashTable(file).find("a")).isEqualTo(hash(1));
        assertThat(Files.getLastModifiedTime(file)).as("found today").isEqualTo(recent);
    }

    @Test
    void aTableThatGoesWhileItIsUsed() throws IOException {
        new ArchiveHashTable(file).put("a", hash(1));
        ArchiveHashTable table = new ArchiveHashTable(file);
        assertThat(table.find("b")).isNull();
        Files.delete(file);
        assertThat(table.find("a")).isEqualTo(hash(1));
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(Duration.ofDays(days));
    }

    private static Path dated(Path path, int days) throws IOException {
        Files.writeString(path, "of another version");
        return Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    @Test
    void otherAlgorithmsAreRefused() throws IOException {
        ArchiveHashTable table = new ArchiveHashTable(file);
        table.put("a", hash(1));
        for (HashAlgorithm other : List.of(HashAlgorithm.SHA512, HashAlgorithm.BLAKE3, HashAlgorithm.MD5)) {
            assertThatThrownBy(() -> table.put("a", new NarHash(other.hash("content"), 7)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not a SHA-256");
        }
        assertThat(table.find("a")).isEqualTo(hash(1));
    }

    private static NarHash hash(int i) {
        return new NarHash(HashAlgorithm.SHA256.hash("content " + i), SIZE + i);
    }
}
