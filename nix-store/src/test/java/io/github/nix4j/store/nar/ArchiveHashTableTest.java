package io.github.nix4j.store.nar;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /** Of names that share a place the last one stays; the file grows no further. */
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
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - missing));
        ArchiveHashTable shortened = new ArchiveHashTable(file);
        assertThat(shortened.find("a")).isNull();
        shortened.put("a", hash(2));
        assertThat(new ArchiveHashTable(file).find("a")).isEqualTo(hash(2));
    }

    /** Several at once, as processes do that each have a table of their own for one file. */
    @Test
    void writersAndReadersMayMeet() throws Exception {
        List<Thread> threads = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    try {
                        ArchiveHashTable table = new ArchiveHashTable(file);
                        assertThat(table.find("name " + i % 7)).isIn(null, hash(i % 7));
                        table.put("name " + i % 7, hash(i % 7));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
            thread.setUncaughtExceptionHandler((failed, e) -> {
                synchronized (failures) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private static NarHash hash(int i) {
        return new NarHash(HashAlgorithm.SHA256.hash("content " + i), 1_000L + i);
    }
}
