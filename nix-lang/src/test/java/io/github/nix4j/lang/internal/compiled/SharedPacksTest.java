package io.github.nix4j.lang.internal.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions of the form share a folder and its bound, and leave each other's packs alone. */
class SharedPacksTest {
    private static final ParseOptions OPTIONS = ParseOptions.DEFAULT;
    private static final long BOUND = 60_000;

    @TempDir
    Path folder;

    /** A pack of another version, last used some days ago. */
    private Path other(String name, int size, int days) throws IOException {
        Path pack = Files.write(folder.resolve(name), new byte[size]);
        Files.setLastModifiedTime(pack, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
        return pack;
    }

    /** Takes up texts of about 2 kB each with their forms. */
    private void compile(int from, int to) {
        CompiledFiles files = CompiledFiles.in(folder, OPTIONS, BOUND);
        for (int i = from; i < to; i++) {
            String text = PackingProcess.text(i);
            if (files.find(ByteText.bytes(text), text) == null) {
                files.add(ByteText.bytes(text), NixParser.parse(SourceFile.ofString(text), OPTIONS));
            }
        }
        files.close();
    }

    private int found(int from, int to) {
        CompiledFiles files = CompiledFiles.in(folder, OPTIONS, BOUND);
        int found = 0;
        for (int i = from; i < to; i++) {
            String text = PackingProcess.text(i);
            found += files.find(ByteText.bytes(text), text) == null ? 0 : 1;
        }
        files.close();
        return found;
    }

    private long size(boolean own) throws IOException {
        long size = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                size += file.toString().endsWith(".pack" + Pack.VERSION) == own ? Files.size(file) : 0;
            }
        }
        return size;
    }

    @Test
    void eachVersionKeepsItsOwn() throws IOException {
        List<Path> others = List.of(other("a.pack", 3_000, 29), other("b.pack999", 3_000, 0));
        for (int run = 0; run < 5; run++) {
            compile(run * 4, run * 4 + 4);
            assertThat(found(0, run * 4 + 4)).isEqualTo(run * 4 + 4);
        }
        assertThat(others).allSatisfy(pack -> assertThat(pack).exists());
    }

    @Test
    void whatNobodyUsesGoes() throws IOException {
        Path old = other("a.pack", 3_000, 31);
        Path newer = other("b.pack999", 3_000, 31);
        List<Path> none = List.of(other("c.packs", 10, 99), other("d.pack1.x", 10, 99), other("pack1", 10, 99));
        assertThat(found(0, 1)).isZero();
        assertThat(old).as("reading deletes nothing").exists();
        compile(0, 1);
        assertThat(old).doesNotExist();
        assertThat(newer).doesNotExist();
        assertThat(none).allSatisfy(file -> assertThat(file).exists());
    }

    /** Else a version that has all it needs would look as if nobody used it. */
    @Test
    void aPackThatIsOfUseIsDated() throws IOException {
        compile(0, 2);
        Path pack;
        try (Stream<Path> files = Files.list(folder)) {
            pack = files.findFirst().orElseThrow();
        }
        FileTime then = FileTime.from(Instant.now().minus(Duration.ofDays(20)));
        Files.setLastModifiedTime(pack, then);
        assertThat(found(5, 6)).isZero();
        assertThat(Files.getLastModifiedTime(pack)).isEqualTo(then);
        assertThat(found(0, 1)).isEqualTo(1);
        Instant dated = Files.getLastModifiedTime(pack).toInstant();
        assertThat(dated).isAfter(Instant.now().minus(Duration.ofMinutes(5)));
        FileTime lately = FileTime.from(Instant.now().minus(Duration.ofHours(20)));
        Files.setLastModifiedTime(pack, lately);
        assertThat(found(0, 1)).isEqualTo(1);
        assertThat(Files.getLastModifiedTime(pack)).isEqualTo(lately);
    }

    @Test
    void aVersionWithinItsShareLosesNothing() throws IOException {
        List<Path> others = List.of(other("a.pack", 12_000, 9), other("b.pack", 15_000, 8));
        for (int run = 0; run < 12; run++) {
            compile(run * 10, run * 10 + 10);
            assertThat(size(true) + size(false)).isLessThanOrEqualTo(BOUND);
            assertThat(found(run * 10, run * 10 + 10)).isEqualTo(10);
            assertThat(others).allSatisfy(pack -> assertThat(pack).exists());
        }
    }

    @Test
    void aVersionWithMoreThanItsShareMakesRoom() throws IOException {
        Path oldest = other("a.pack", 25_000, 9);
        Path recent = other("b.pack", 25_000, 2);
        Path little = other("c.pack1", 5_000, 20);
        compile(0, 8);
        assertThat(oldest).doesNotExist();
        assertThat(recent).exists();
        assertThat(little).as("of a version that has less than its share").exists();
        assertThat(size(true) + size(false)).isLessThanOrEqualTo(BOUND);
        assertThat(found(0, 8)).isEqualTo(8);
    }

    /** What one run compiles may be more than its share: the rest is parsed again. */
    @Test
    void theBoundHoldsAlsoForOneRun() throws IOException {
        other("a.pack", 12_000, 1);
        other("b.pack1", 12_000, 1);
        other("c.pack2", 12_000, 1);
        compile(0, 100);
        assertThat(size(true) + size(false)).isLessThanOrEqualTo(BOUND);
        assertThat(found(0, 100)).isBetween(10, 30);
    }
}
