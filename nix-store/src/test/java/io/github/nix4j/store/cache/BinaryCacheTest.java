package io.github.nix4j.store.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.narinfo.NarInfo;
import io.github.nix4j.store.narinfo.PublicKey;
import io.github.nix4j.store.narinfo.SecretKey;
import io.github.nix4j.store.narinfo.Signing;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryCacheTest {
    private static final StoreDir DIR = StoreDir.DEFAULT;
    private static final StorePath LOW = StorePath.of("0000000000000000000000000000000a-low");
    private static final StorePath TOP = StorePath.of("0000000000000000000000000000000b-top");

    private final SecretKey key = SecretKey.generate("key-1", new SecureRandom());
    private final List<String> said = new ArrayList<>();
    private final CopyListener listener = new CopyListener() {
        @Override
        public void progress(String line) {
            said.add(line);
        }
    };

    @TempDir
    Path folder;

    private Path put(StorePath path, String content, String compression, StorePath... references) throws Exception {
        MemoryTree tree = MemoryTree.builder()
                .file(TreePath.ROOT, ByteText.bytes(content), false)
                .build();
        NarHash hash = NarWriter.hash(tree, TreePath.ROOT);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (OutputStream out = compression.equals("none")
                ? file
                : new CompressorStreamFactory()
                        .createCompressorOutputStream(compression.equals("gzip") ? "gz" : compression, file)) {
            NarWriter.write(tree, TreePath.ROOT, out);
        }
        PathInfo info = new PathInfo(
                path,
                hash.hash(),
                hash.size(),
                new TreeSet<>(List.of(references)),
                null,
                null,
                0,
                false,
                new TreeSet<>());
        NarInfo narInfo =
                new NarInfo(Signing.sign(DIR, info, key), "nar/" + path.hashPart(), compression, null, file.size());
        Files.createDirectories(folder.resolve("nar"));
        Files.write(folder.resolve(path.hashPart() + ".narinfo"), ByteText.bytes(narInfo.render(DIR)));
        return Files.write(folder.resolve("nar").resolve(path.hashPart()), file.toByteArray());
    }

    private BinaryCache open() {
        return BinaryCaches.NONE.withFolders().open("file://" + folder, DIR);
    }

    private void copy(InMemoryStore store) {
        TrustedKeys trusted = new TrustedKeys(true, PublicKey.byName(List.of(key.publicKey())));
        new ClosureCopy(open(), store, trusted, listener).copy(TOP);
    }

    private static String text(InMemoryStore store, StorePath path) throws Exception {
        return ByteText.of(store.tree(path).readFile(TreePath.ROOT));
    }

    @ParameterizedTest
    @CsvSource({"none", "gzip", "xz", "bzip2", "zstd", "lzma"})
    void closuresAreCopied(String compression) throws Exception {
        put(LOW, "low " + LOW, compression, LOW);
        put(TOP, "top /nix/store/" + LOW, compression, LOW);
        InMemoryStore store = new InMemoryStore();
        copy(store);
        assertThat(text(store, TOP)).isEqualTo("top /nix/store/" + LOW);
        assertThat(store.paths()).containsExactly(LOW, TOP);
        assertThat(said)
                .containsExactly(
                        "copying 2 paths...",
                        "copying path '/nix/store/" + LOW + "' from 'file://" + folder + "'...",
                        "copying path '/nix/store/" + TOP + "' from 'file://" + folder + "'...");
    }

    @ParameterizedTest
    @CsvSource({"none", "gzip", "xz", "bzip2", "zstd"})
    void archivesThatAreCutShortAreNoObjects(String compression) throws Exception {
        Path file = put(TOP, "some text of a file", compression);
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 5, bytes.length / 2, bytes.length - 9}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            InMemoryStore store = new InMemoryStore();
            assertThatThrownBy(() -> copy(store)).as("%d", length).isInstanceOf(StoreException.class);
            assertThat(store.paths()).isEmpty();
        }
    }

    @Test
    void otherContentIsRefused() throws Exception {
        Path file = put(TOP, "some text", "none");
        byte[] bytes = Files.readAllBytes(file);
        bytes[ByteText.of(bytes).indexOf("some")] = 'S';
        Files.write(file, bytes);
        InMemoryStore store = new InMemoryStore();
        assertThatThrownBy(() -> copy(store)).hasMessageStartingWith("hash mismatch importing path");
        assertThat(store.paths()).isEmpty();
    }

    @Test
    void signaturesAreOfAllThatIsSaid() throws Exception {
        put(LOW, "low", "none");
        put(TOP, "top", "none");
        Path said = folder.resolve(TOP.hashPart() + ".narinfo");
        Files.writeString(said, Files.readString(said).replace("References: ", "References: " + LOW));
        InMemoryStore store = new InMemoryStore();
        assertThatThrownBy(() -> copy(store))
                .hasMessage("cannot add path '/nix/store/" + TOP + "' because it lacks a signature by a trusted key");
        assertThat(store.paths()).containsExactly(LOW);
        assertThatThrownBy(() -> new ClosureCopy(open(), new InMemoryStore(), TrustedKeys.NONE, listener).copy(LOW))
                .hasMessageContaining("lacks a signature");
    }

    @Test
    void rewrittenObjectsNeedNoSignature() throws Exception {
        put(LOW, "low " + LOW, "xz", LOW);
        put(TOP, "top /nix/store/" + LOW + " " + TOP.hashPart(), "xz", LOW, TOP);
        InMemoryStore store = new InMemoryStore();
        StorePath top = new ContentAddressing(open(), store, listener).rewrite(TOP);
        PathInfo info = store.pathInfo(top);
        assertThat(info).isNotNull();
        assertThat(Signing.isContentAddressed(DIR, info)).isTrue();
        StorePath low = info.references().stream()
                .filter(path -> !path.equals(top))
                .findFirst()
                .orElseThrow();
        assertThat(text(store, top)).isEqualTo("top /nix/store/" + low + " " + top.hashPart());
        assertThat(text(store, low)).isEqualTo("low " + low);
        assertThat(store.paths()).containsExactlyInAnyOrder(top, low);
    }

    @Test
    void bombsAreStopped() throws Exception {
        Path file = put(TOP, "x", "gzip");
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        try (OutputStream out = new CompressorStreamFactory().createCompressorOutputStream("gz", large)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 70; i++) {
                out.write(zeros);
            }
        }
        Files.write(file, large.toByteArray());
        assertThatThrownBy(() -> new ContentAddressing(open(), new InMemoryStore(), listener).rewrite(TOP))
                .hasMessageContaining("is larger than the 120 bytes that its cache says");
    }

    @Test
    void nothingIsReachedUnlessGranted() {
        assertThatThrownBy(() -> BinaryCaches.NONE.open("file://" + folder, DIR))
                .hasMessageContaining("there are no means to reach this binary cache");
        assertThatThrownBy(() -> BinaryCaches.NONE.withFolders().open("https://example.invalid", DIR))
                .hasMessageContaining("there are no means to reach this binary cache");
    }
}
