package io.github.nix4j.lang.internal.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of compiled files gives what was put in, or nothing; whatever happens to the folder, nobody notices. */
class CompiledFilesTest {
    private static final ParseOptions OPTIONS = ParseOptions.DEFAULT;

    @TempDir
    Path folder;

    private static byte[] text(int i) {
        return ByteText.bytes(
                "{ a" + i + ", b ? a" + i + " }: rec { c = \"some text of program " + i + "\"; d = [ c b ]; }\n");
    }

    /** Compiles texts in a run of its own. */
    private void compile(int from, int to) {
        CompiledFiles files = CompiledFiles.in(folder, OPTIONS);
        for (int i = from; i < to; i++) {
            assertThat(files.find(text(i), ByteText.of(text(i))))
                    .as("text " + i)
                    .isNull();
            files.add(text(i), NixParser.parse(SourceFile.ofString(ByteText.of(text(i))), OPTIONS));
        }
        files.close();
    }

    /** How many texts a run of its own finds; each is the right one. */
    private int found(int from, int to) {
        CompiledFiles files = CompiledFiles.in(folder, OPTIONS);
        int found = found(files, from, to);
        files.close();
        return found;
    }

    private static int found(CompiledFiles files, int from, int to) {
        int found = 0;
        for (int i = from; i < to; i++) {
            String text = ByteText.of(text(i));
            CompiledForm form = files.find(text(i), text);
            if (form != null) {
                found++;
                assertThat(form.names()).contains("a" + i);
                assertThat(form.root().end()).isEqualTo(text.length() - 1);
            }
        }
        return found;
    }

    private List<Path> packs() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> path.toString().endsWith(".pack" + Pack.VERSION))
                    .toList();
        }
    }

    @Test
    void whatOneRunCompilesTheNextFinds() {
        compile(0, 20);
        assertThat(found(0, 30)).isEqualTo(20);
        compile(20, 30);
        assertThat(found(0, 30)).isEqualTo(30);
    }

    @Test
    void packsStayFew() throws IOException {
        for (int run = 0; run < 40; run++) {
            compile(run * 5, run * 5 + 5);
        }
        assertThat(found(0, 200)).isEqualTo(200);
        assertThat(packs()).hasSizeLessThan(8);
    }

    @Test
    void otherOptionsAreOtherForms() {
        compile(0, 1);
        CompiledFiles pure = CompiledFiles.in(folder, OPTIONS.withPure(true));
        assertThat(pure.find(text(0), ByteText.of(text(0)))).isNull();
        pure.close();
    }

    @Test
    void textsWithTheSameChecksumAreTold() throws IOException {
        Files.createDirectories(folder);
        byte[] one = text(1);
        byte[] other = text(2);
        Entry.Key key = Entry.Key.of(other, 0);
        Pack.write(folder.resolve("x.pack"), List.of(new Entry(key, one, new byte[] {1})));
        Pack pack = Pack.open(folder.resolve("x.pack"));
        assertThat(pack).isNotNull();
        assertThat(pack.find(key, one)).isEqualTo(new byte[] {1});
        assertThat(pack.find(key, other)).isNull();
        pack.close();
    }

    @Test
    void damagedPacksAreAsIfNotThere() throws IOException {
        compile(0, 30);
        Path pack = packs().get(0);
        byte[] whole = Files.readAllBytes(pack);
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(pack, damaged);
            assertThat(found(0, 30)).isLessThan(30);
        }
        for (int round = 0; round < 100; round++) {
            Files.write(pack, java.util.Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertThat(found(0, 30)).isZero();
        }
        Files.write(pack, new byte[100]);
        assertThat(found(0, 30)).isZero();
        assertThat(packs()).as("what is no pack is removed").isEmpty();
        compile(0, 30);
        assertThat(found(0, 30)).isEqualTo(30);
    }

    @Test
    void aPackMayBeCutOrDeletedWhileItIsRead() throws IOException {
        compile(0, 30);
        CompiledFiles files = CompiledFiles.in(folder, OPTIONS);
        assertThat(found(files, 0, 1)).isEqualTo(1);
        Files.write(packs().get(0), new byte[10]);
        assertThat(found(files, 0, 30)).isLessThanOrEqualTo(30);
        Files.delete(packs().get(0));
        assertThat(found(files, 0, 30)).isLessThanOrEqualTo(30);
        files.close();
        assertThat(found(0, 30)).isZero();
    }

    @Test
    void runsAtTheSameTimeKeepEachOthersFiles() throws Exception {
        compile(0, 10);
        List<Thread> runs = new ArrayList<>();
        List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int run = 0; run < 4; run++) {
            int from = 10 + run * 10;
            Thread thread = new Thread(() -> compile(from, from + 10));
            thread.setUncaughtExceptionHandler((t, e) -> failures.add(e));
            thread.start();
            runs.add(thread);
        }
        for (Thread run : runs) {
            run.join();
        }
        assertThat(failures).isEmpty();
        // One may take a pack into its own which another has just read: files are then there twice, and none is lost.
        assertThat(found(0, 50)).isEqualTo(50);
    }

    @Test
    void theFolderIsBounded() throws IOException {
        long bound = 40_000;
        for (int run = 0; run < 30; run++) {
            CompiledFiles files = CompiledFiles.in(folder, OPTIONS, bound);
            found(files, 0, 3);
            for (int i = run * 30; i < run * 30 + 30; i++) {
                if (files.find(text(i), ByteText.of(text(i))) == null) {
                    files.add(text(i), NixParser.parse(SourceFile.ofString(ByteText.of(text(i))), OPTIONS));
                }
            }
            files.close();
            long size = 0;
            for (Path pack : packs()) {
                size += Files.size(pack);
            }
            assertThat(size).isLessThan(bound);
        }
        assertThat(found(0, 3)).as("what every run uses").isEqualTo(3);
        assertThat(found(870, 900)).as("what the last run used").isEqualTo(30);
    }

    @Test
    void whatKilledRunsLeftGoes() throws IOException {
        Path old = Files.write(folder.resolve("old.tmp"), new byte[5]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(1))));
        Path recent = Files.write(folder.resolve("recent.tmp"), new byte[5]);
        compile(0, 3);
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
        assertThat(found(0, 3)).isEqualTo(3);
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoError() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[0]);
        folder = file.resolve("below");
        compile(0, 3);
        assertThat(found(0, 3)).isZero();
    }

    @Test
    void aFolderThatGoesMeanwhileIsMadeAgain() throws IOException {
        folder = folder.resolve("compiled");
        compile(0, 3);
        CompiledFiles files = CompiledFiles.in(folder, OPTIONS);
        assertThat(found(files, 0, 3)).isEqualTo(3);
        files.add(text(3), NixParser.parse(SourceFile.ofString(ByteText.of(text(3))), OPTIONS));
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                Files.delete(path);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.delete(folder);
        files.close();
        assertThat(found(3, 4)).isEqualTo(1);
    }
}
