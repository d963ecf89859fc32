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
import java.util.Base64;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What C++ Nix 2.34.8 makes of the same archives. */
class ArchiveUnpackerTest {
    @TempDir
    Path dir;

    /** Writes tar archives with one letter for each kind of entry. */
    private static final class Tar {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "ISO-8859-1");

        Tar() {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        }

        Tar add(char kind, String name, String data) throws IOException {
            byte type = switch (kind) {
                case 'd' -> TarConstants.LF_DIR;
                case 'l' -> TarConstants.LF_SYMLINK;
                case 'h' -> TarConstants.LF_LINK;
                case 'p' -> TarConstants.LF_FIFO;
                default -> TarConstants.LF_NORMAL;
            };
            TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
            entry.setModTime(kind == 'f' ? 5000 : 77000);
            entry.setMode(kind == 'x' ? 0744 : kind == 'g' ? 0655 : 0644);
            boolean file = type == TarConstants.LF_NORMAL;
            if (!file) {
                entry.setLinkName(data);
            }
            entry.setSize(file ? data.length() : 0);
            out.putArchiveEntry(entry);
            if (file) {
                out.write(ByteText.bytes(data));
            }
            out.closeArchiveEntry();
            return this;
        }

        byte[] done() throws IOException {
            out.close();
            return bytes.toByteArray();
        }
    }

    private static byte[] normal() throws IOException {
        return new Tar()
                .add('d', "top/", "")
                .add('f', "top/a", "A")
                .add('x', "top/x", "X")
                .add('g', "top/g", "G")
                .add('d', "top/e/", "")
                .add('l', "top/l", "a")
                .add('h', "top/h", "top/a")
                .done();
    }

    private ArchiveUnpacker.Unpacked unpacked;

    private SourceTree unpack(byte[] archive) throws IOException {
        Path file = Files.write(dir.resolve("archive"), archive);
        Path nar = dir.resolve("nar");
        unpacked = new ArchiveUnpacker(1 << 20).unpack(file, nar);
        assertThat(dir.resolve("nar.spool")).doesNotExist();
        return PackedTree.ofNar(nar, "");
    }

    /** The tree as text: {@code name=content}, {@code name->target}, {@code name/(...)}. */
    private static String show(SourceTree tree, TreePath path) throws IOException {
        StringBuilder out = new StringBuilder();
        for (String name : tree.list(path)) {
            TreePath entry = path.child(name);
            FileType type = tree.stat(entry).type();
            out.append(out.isEmpty() ? "" : " ").append(name);
            if (type == FileType.DIRECTORY) {
                out.append("/(").append(show(tree, entry)).append(')');
            } else if (type == FileType.SYMLINK) {
                out.append("->").append(tree.readLink(entry));
            } else {
                out.append(tree.stat(entry).executable() ? "*=" : "=").append(ByteText.of(tree.readFile(entry)));
            }
        }
        return out.toString();
    }

    private String shown(byte[] archive) throws IOException {
        return show(unpack(archive), TreePath.ROOT);
    }

    private static byte[] compress(String method, byte[] bytes) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressed = new CompressorStreamFactory().createCompressorOutputStream(method, out)) {
            compressed.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void compressedTwice() throws Exception {
        assertThat(shown(compress("gz", compress("xz", normal())))).isEqualTo("a=A e/() g=G h=A l->a x*=X");
        assertThat(shown(compress("zstd", compress("gz", compress("gz", normal())))))
                .startsWith("a=A");
    }

    /** Made by {@code compress}, which nothing here can do: a file {@code a} of 20 letters. */
    @Test
    void compressedByCompress() throws Exception {
        String base64 =
                "H52QdF6EAUCwoMGDCBMqXMiwocOHCGFIhGGDBg0AEzNizChxI0eJMi5+lBgjRg2MJWnIsAEABAyIMGPKnEkTQJ05dMLI2SjnzRs6NRX2"
                        + "/Bk04UiPGosqXcq0qdOaYaJKnUqV6tOrWLNq3cq1q9evYMOKHUu2rNmzaNOqXcu2rdu3cOPKnUu3rt27ePPq3cu3r9+/gAML"
                        + "Hky4sOHDiBMrXsy4sePHkCNLnky5suXLmDNr3sy5s+fPoEOLHk26tOnTqFOrXs26tevXsGPLnk27tu3buHPr3s27t+/fwIML"
                        + "H068uPHjhQE=";
        assertThat(shown(Base64.getDecoder().decode(base64))).isEqualTo("a=" + "a".repeat(20));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x80, 0x85, 0x91})
    void compressWithNamesOfOddWidths(int third) {
        assertThatThrownBy(() -> unpack(new byte[] {0x1f, (byte) 0x9d, (byte) third, 1, 2, 3, 4, 5, 6, 7, 8, 9}))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Failed to open archive (");
    }

    /** As C++ Nix 2.34.8 tells it. */
    @Test
    void brokenLz4() throws Exception {
        byte[] archive = compress("lz4-framed", normal());
        assertThatThrownBy(() -> unpack(Arrays.copyOf(archive, archive.length - 20)))
                .hasMessage("Failed to open archive (truncated lz4 input)");
        byte[] malformed = archive.clone();
        Arrays.fill(malformed, 20, malformed.length - 20, (byte) 0x0f);
        assertThatThrownBy(() -> unpack(malformed)).hasMessage("Failed to open archive (malformed lz4 data)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "xz", "bzip2", "lzma", "zstd", "lz4-framed", "none"})
    void everyCompression(String method) throws Exception {
        byte[] archive = method.equals("none") ? normal() : compress(method, normal());
        assertThat(shown(archive)).isEqualTo("a=A e/() g=G h=A l->a x*=X");
        assertThat(unpacked.narHash().hash().sri()).isEqualTo("sha256-eeLLLRcY8BWSkj8eIEN5VNsq4U/nTEsvl9lqTpA/qUU=");
        assertThat(unpacked.lastModified()).isEqualTo(77);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "f a A, f b B; a=A b=B",
                "f a A; a=A",
                "f top/sub/a A; sub/(a=A)",
                "f top/../../a A, f top/b B; a=A top/(b=B)",
                "f /top/a A; a=A",
                "f //top//a A; a=A",
                "d ./ -, f ./top/a A; a=A",
                "f top/a A, f top/a B; a=B",
                "f top/a A, f top/a B, f top/a C; a=C",
                "f top/a A, x top/a B; a*=B",
                "x top/a A, f top/a B; a=B",
                "f top/a A, l top/a q; a=A",
                "l top/a q, f top/a A; a->q",
                "f top/k K, l top/a q, f top/a A; a=A k=K",
                "l top/a q, l top/a r; a->q",
                "d top/a -, f top/a A; a/()",
                "f top/k K, d top/a -, f top/a A; a=A k=K",
                "f top/a A, d top/a -; a/()",
                "f top/k K, f top/a A, d top/a -; a=A k=K",
                "l top/a q, d top/a -; a/()",
                "l top/a q, d top/a/x -; a/(x/())",
                "f top/a A, d top/a -, f top/a/x B; a/(x=B)",
                "f top/k K, h top/a top/k, l top/a q; a->q k=K",
                "f top/k K, h top/a top/k, f top/a A; a=A k=K",
                "f top/k K, h top/a top/k, d top/a -; a/() k=K",
                "f top/k K, f top/j J, h top/a top/k, h top/a top/j; a=J j=J k=K",
                "h top/b top/a, f top/a A; a=A b=A",
                "f top/k K, h top/a-b top/a/b, h top/a/b top/k; a/(b=K) a-b=K k=K",
                "l top/a q, h top/b top/a; a->q b->q",
                "f top/k K, h top/b .; k=K",
                "f top/l/x B, l top/l /tmp; l/(x=B)",
                "f top/l/x B, f top/l q; l=q",
                "f top/d/a A, d top/d -, f top/d/b B; d/(a=A b=B)",
                "d top/ -; ''",
                "d top/ -, d top/a/ -, d top/a/b/ -; a/(b/())",
                "l top x; top->x",
                "f top/.gitignore 1, f top/.gitmodules 2; .gitignore=1 .gitmodules=2",
            })
    void shapes(String entries, String expected) throws IOException {
        assertThat(shown(tar(entries))).isEqualTo(expected);
    }

    private static byte[] tar(String entries) throws IOException {
        Tar tar = new Tar();
        for (String entry : entries.split(", ")) {
            String[] parts = entry.split(" ");
            tar.add(parts[0].charAt(0), parts[1], parts[2]);
        }
        return tar.done();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "p top/p -; file 'top/p' in tarball has unsupported file type 4096",
                "h top/l nope; path '/nope' does not exist",
                "f top/k K, h top/a/b top/a-b, h top/a-b top/k; path '/top/a-b' does not exist",
                "f top/k K, h top/b top/k/z; path '/top/k/z' has a non-directory parent",
                "d top/d -, h top/b top/d; cannot create a hard link to a directory",
                "h top/l ../../etc/passwd; path '/etc/passwd' does not exist",
                "l top/l /tmp, f top/l/x B; file '/top/l/x' in tarball collides with 'l', which is not a directory",
                "f top/l q, f top/l/x B; file '/top/l/x' in tarball collides with 'l', which is not a directory",
                "f top/.git/x 1; adding a file to a tree builder: failed to insert entry: invalid name for a tree entry - .git (libgit2 error code = 14)",
                "f top/GIT~1 1; adding a file to a tree builder: failed to insert entry: invalid name for a tree entry - GIT~1 (libgit2 error code = 14)",
            })
    void refused(String entries, String message) throws IOException {
        byte[] archive = tar(entries);
        assertThatThrownBy(() -> unpack(archive))
                .isInstanceOf(StoreException.class)
                .hasMessage(message);
        assertThat(dir.resolve("nar.spool")).doesNotExist();
    }

    @Test
    void names() throws IOException {
        String invalid = "\u00ff\u00e9";
        String longName = "n".repeat(200);
        assertThat(shown(new Tar()
                        .add('f', "top/" + invalid, "1")
                        .add('f', "top/" + longName, "2")
                        .done()))
                .isEqualTo(longName + "=2 " + invalid + "=1");
    }

    @Test
    void paxNames() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
            out.setAddPaxHeadersForNonAsciiNames(true);
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (String name : new String[] {"top/\u00e9", "top/" + "\u00fc".repeat(90)}) {
                TarArchiveEntry entry = new TarArchiveEntry(name);
                entry.setSize(1);
                out.putArchiveEntry(entry);
                out.write('x');
                out.closeArchiveEntry();
            }
        }
        assertThat(unpack(bytes.toByteArray()).list(TreePath.ROOT))
                .containsExactly(ByteText.fromUnicode("\u00e9"), ByteText.fromUnicode("\u00fc".repeat(90)));
    }

    @Test
    void brokenArchives() throws Exception {
        assertThatThrownBy(() -> unpack(ByteText.bytes("<html>hi</html>\n")))
                .hasMessage("Failed to open archive (Unrecognized archive format)");
        byte[] two = tar("f a A, f b B");
        assertThatThrownBy(() -> unpack(Arrays.copyOf(two, 1100)))
                .hasMessage("cannot get archive member name: Truncated tar archive detected while reading next header");
        byte[] damaged = two.clone();
        damaged[1024] ^= 1;
        assertThatThrownBy(() -> unpack(damaged))
                .hasMessage("cannot get archive member name: Damaged tar archive (bad header checksum)");
        assertThat(shown(new byte[0])).isEmpty();
        for (String method : new String[] {"gz", "xz", "bzip2"}) {
            byte[] compressed = compress(method, normal());
            for (int length = 9; length < compressed.length; length += 5) {
                byte[] part = Arrays.copyOf(compressed, length);
                assertThatThrownBy(() -> unpack(part))
                        .as("%s, %s bytes", method, length)
                        .isInstanceOf(StoreException.class);
            }
        }
        byte[] whole = normal();
        for (int length = 1; length < whole.length; length += 100) {
            try {
                unpack(Arrays.copyOf(whole, length));
            } catch (StoreException expected) {
                assertThat(expected.byteMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void bombs() throws Exception {
        byte[] bomb =
                compress("gz", new Tar().add('f', "top/a", "\0".repeat(2 << 20)).done());
        assertThatThrownBy(() -> unpack(bomb)).hasMessage("the archive holds more than 1048576 bytes");
    }

    @Test
    void zip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            zip(out, "top/a", 0100644, "A");
            zip(out, "top/x", 0100755, "X");
            zip(out, "top/l", 0120777, "a");
            zip(out, "top/e/", 040755, "");
            zip(out, "../../top/d", 0, "D");
        }
        assertThat(shown(bytes.toByteArray())).isEqualTo("a=A d=D e/() l->a x*=X");
    }

    /** Only names that have no slash at all are meant so. */
    @Test
    void backslashesInZip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (String name : new String[] {"top\\a", "top\\e\\", "top/b\\c"}) {
                out.putNextEntry(new ZipEntry(name));
                out.closeEntry();
            }
        }
        assertThat(shown(bytes.toByteArray())).isEqualTo("a= b\\c= e/()");
    }

    /** A link's target is held in memory, whatever the archive says of its size. */
    @Test
    void zipLinks() throws IOException {
        assertThatThrownBy(() -> unpack(zipLink("a".repeat(1 << 20))))
                .hasMessage("failed to extract archive (Read error skipping symlink target name)");
        StringBuilder incompressible = new StringBuilder();
        new Random(1).ints(1 << 17, 1, 256).forEach(c -> incompressible.append((char) c));
        assertThatThrownBy(() -> unpack(zipLink(incompressible.toString())))
                .hasMessage("failed to extract archive (Zip file with oversized link entry)");
    }

    private static byte[] zipLink(String target) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            zip(out, "top/a", 0100644, "A");
            zip(out, "top/l", 0120777, target);
        }
        return bytes.toByteArray();
    }

    private static void zip(ZipArchiveOutputStream out, String name, int mode, String data) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        if (mode != 0) {
            entry.setUnixMode(mode);
        }
        out.putArchiveEntry(entry);
        out.write(ByteText.bytes(data));
        out.closeArchiveEntry();
    }
}
