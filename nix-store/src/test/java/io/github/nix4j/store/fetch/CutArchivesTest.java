package io.github.nix4j.store.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.nar.PackedTree;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that were cut off, or have more at their end; and zip archives read from their beginning. As in C++ Nix 2.34.8. */
class CutArchivesTest {
    @TempDir
    Path dir;

    private SourceTree unpack(byte[] archive) throws IOException {
        Path file = Files.write(dir.resolve("archive"), archive);
        new ArchiveUnpacker(1 << 20).unpackStream(file, dir.resolve("nar"));
        return PackedTree.ofNar(dir.resolve("nar"), "");
    }

    /** A tar archive of one file that cannot be made smaller. */
    private static byte[] tar(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes)) {
            TarArchiveEntry entry = new TarArchiveEntry("top/a");
            entry.setSize(size);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }

    private static byte[] compress(String method, byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressed = new CompressorStreamFactory().createCompressorOutputStream(method, out)) {
            compressed.write(bytes);
        }
        return out.toByteArray();
    }

    private static byte[] both(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "gz; 100; Failed to open archive (truncated gzip input)",
                "bzip2; 100; Failed to open archive (truncated bzip2 input)",
                "xz; 100; Failed to open archive (Lzma library error:  No progress is possible)",
                "zstd; 100; Failed to open archive (Truncated zstd input)",
                "gz; 5; Failed to open archive (Unrecognized archive format)",
                "gz; 150000; cannot read file from tarball: Truncated tar archive detected while reading data",
                "xz; 150000; cannot read file from tarball: Truncated tar archive detected while reading data",
            })
    void cut(String method, int length, String message) throws Exception {
        byte[] part = Arrays.copyOf(compress(method, tar(200_000)), length);
        assertThatThrownBy(() -> unpack(part))
                .isInstanceOf(StoreException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "bzip2"})
    void moreAtTheEnd(String method) throws Exception {
        byte[] archive = compress(method, tar(100));
        for (byte[] more : new byte[][] {ByteText.bytes("junk\n"), ByteText.bytes("\u001f\u008b"), new byte[600]}) {
            assertThat(unpack(both(archive, more)).list(TreePath.ROOT)).containsExactly("a");
        }
        byte[] whole = tar(100);
        byte[] members = both(compress(method, Arrays.copyOf(whole, 600)), compress(method, tail(whole)));
        assertThat(unpack(members).readFile(TreePath.of("/a"))).hasSize(100);
    }

    private static byte[] tail(byte[] whole) {
        return Arrays.copyOfRange(whole, 600, whole.length);
    }

    @Test
    void fileWithTheNameOfADirectory() throws IOException {
        byte[] archive = tar(1);
        // "top/a" becomes "top/a/"; its check sum has that much more.
        archive[5] = '/';
        int sum = Integer.parseInt(ByteText.of(Arrays.copyOfRange(archive, 148, 154)), 8) + '/';
        System.arraycopy(ByteText.bytes(String.format("%06o", sum)), 0, archive, 148, 6);
        assertThatThrownBy(() -> unpack(archive))
                .hasMessage("cannot get archive member name: Damaged tar archive (bad header checksum)");
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            for (String name : new String[] {"top/l", "top/x", "top/e/"}) {
                ZipArchiveEntry entry = new ZipArchiveEntry(name);
                entry.setUnixMode(name.endsWith("l") ? 0120777 : name.endsWith("x") ? 0100755 : 040755);
                out.putArchiveEntry(entry);
                out.write(ByteText.bytes(name.endsWith("/") ? "" : "x".repeat(100)));
                out.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void zipFromItsBeginning() throws IOException {
        byte[] whole = zip();
        int directory = ByteText.of(whole).indexOf("PK\1\2");
        for (byte[] archive : new byte[][] {whole, Arrays.copyOf(whole, directory + 30)}) {
            SourceTree tree = unpack(archive);
            assertThat(tree.list(TreePath.ROOT)).containsExactly("e", "l", "x");
            assertThat(tree.stat(TreePath.of("/l")).type()).isEqualTo(FileType.REGULAR);
            assertThat(tree.stat(TreePath.of("/x")).executable()).isFalse();
        }
        new ArchiveUnpacker(1 << 20).unpack(dir.resolve("archive"), dir.resolve("nar"));
    }

    @Test
    void zipCutInAFile() throws IOException {
        byte[] part = Arrays.copyOf(zip(), 37);
        assertThatThrownBy(() -> unpack(part))
                .hasMessage("cannot read file from tarball: ZIP decompression failed (-5)");
    }
}
