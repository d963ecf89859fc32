package io.github.nix4j.store.nar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.SharedData;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreeFilter;
import io.github.nix4j.store.tree.TreePath;
import io.github.nix4j.store.tree.Trees;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NarTest {
    private static final NarSink NOWHERE = new NarSink() {
        @Override
        public void directory(TreePath path) {}

        @Override
        public void regularFile(TreePath path, boolean executable, long size, long offset, InputStream content) {}

        @Override
        public void symlink(TreePath path, String target) {}
    };

    static byte[] nar(SourceTree tree) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            NarWriter.write(tree, TreePath.ROOT, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MemoryTree sample() {
        return MemoryTree.builder()
                .file("/a", "a\n")
                .file(TreePath.of("/x"), ByteText.bytes("#!/bin/sh\n"), true)
                .file("/sub/empty", "")
                .symlink("/sub/l", "../a")
                .build();
    }

    @Test
    void goldenHashes() throws IOException {
        NarHash file = NarWriter.hash(MemoryTree.ofFile(ByteText.bytes("hello\n")), TreePath.ROOT);
        assertThat(file.size()).isEqualTo(120);
        assertThat(file.hash().base16()).isEqualTo("1c37d01af40be2e80691de3cc3df44377a699afbb17c68f080964b2fd071fc13");
        NarHash tree = NarWriter.hash(sample(), TreePath.ROOT);
        assertThat(tree.size()).isEqualTo(1064);
        assertThat(tree.hash().base16()).isEqualTo("c1986bf5241275c72430a8b944e398c99fa70c15ddaca5fbdb1ec50242b72e44");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NarWriter.writeFile(ByteText.bytes("hello\n"), out);
        assertThat(out.toByteArray()).isEqualTo(nar(MemoryTree.ofFile(ByteText.bytes("hello\n"))));
        MemoryTree hello = MemoryTree.builder().file("/hello", "Hello World\n").build();
        assertThat(NarWriter.hash(hello, TreePath.ROOT, TreeFilter.ALL, HashAlgorithm.MD5)
                        .hash()
                        .base16())
                .isEqualTo("ea9b55537dd4c7e104515b2ccfaf4100");
        MemoryTree link = MemoryTree.builder()
                .symlink("/", "/non-existent-48cujwe8ndf4as0bne")
                .build();
        assertThat(NarWriter.hash(link, TreePath.ROOT).hash().nix32())
                .isEqualTo("1bl5ry3x1fcbwgr5c2x50bn572iixh4j1p6ax5isxly2ddgn8pbp");
    }

    @Test
    void bigFilesAreStreamed() throws IOException {
        byte[] big = new byte[300_001];
        Arrays.fill(big, (byte) 7);
        byte[] archive = nar(MemoryTree.ofFile(big));
        assertThat(MemoryTreeSink.read(new ByteArrayInputStream(archive)).readFile(TreePath.ROOT))
                .isEqualTo(big);
        assertThat(archive).hasSize(300_001 + 7 + 112);
    }

    @Test
    void filter() throws IOException {
        byte[] filtered = filtered(path -> !path.name().startsWith("sub"));
        MemoryTree rest = MemoryTree.builder()
                .file("/a", "a\n")
                .file(TreePath.of("/x"), ByteText.bytes("#!/bin/sh\n"), true)
                .build();
        assertThat(filtered).isEqualTo(nar(rest));
    }

    private static byte[] filtered(TreeFilter filter) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NarWriter.write(sample(), TreePath.ROOT, filter, out);
        return out.toByteArray();
    }

    @Provide
    Arbitrary<MemoryTree> trees() {
        return Trees.any();
    }

    @Property(tries = 200)
    void roundTrip(@ForAll("trees") MemoryTree tree) throws IOException {
        byte[] archive = nar(tree);
        ByteArrayInputStream in = new ByteArrayInputStream(Arrays.copyOf(archive, archive.length + 1));
        MemoryTreeSink sink = new MemoryTreeSink();
        assertThat(NarReader.read(in, sink)).isEqualTo(archive.length);
        assertThat(in.available()).as("nothing is read beyond the end").isEqualTo(1);
        assertThat(nar(sink.tree())).isEqualTo(archive);
    }

    @Property(tries = 40)
    void roundTripThroughTheDisk(@ForAll("trees") MemoryTree tree) throws IOException {
        Path dir = Files.createTempDirectory("nar");
        byte[] archive = nar(tree);
        Path root = dir.resolve("root");
        NarReader.read(new ByteArrayInputStream(archive), new DirectorySink(root));
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        NarWriter.write(DiskTree.of(dir), TreePath.of("/root"), again);
        assertThat(again.toByteArray()).isEqualTo(archive);
        com.google.common.io.MoreFiles.deleteRecursively(dir);
    }

    @Test
    void everyTruncationIsAnError() throws IOException {
        byte[] archive = nar(sample());
        for (int length = 0; length < archive.length; length++) {
            byte[] part = Arrays.copyOf(archive, length);
            assertThatThrownBy(() -> NarReader.read(new ByteArrayInputStream(part), NOWHERE))
                    .as("%s bytes", length)
                    .isInstanceOfSatisfying(
                            BadNarException.class,
                            e -> assertThat(e.isTruncated()).isTrue())
                    .hasMessage("unexpected end-of-file");
        }
    }

    @Test
    void noFlippedByteBreaksTheReader() throws IOException {
        byte[] archive = nar(sample());
        for (int i = 0; i < archive.length * 8; i++) {
            byte[] broken = archive.clone();
            broken[i / 8] ^= (byte) (1 << i % 8);
            try {
                NarReader.read(new ByteArrayInputStream(broken), NOWHERE);
            } catch (BadNarException expected) {
                assertThat(expected.byteMessage()).isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dot|bad archive: NAR contains invalid file name '.'",
                "dotdot|bad archive: NAR contains invalid file name '..'",
                "empty|bad archive: NAR contains invalid file name ''",
                "executable-after-contents|bad archive: expected tag ')', got 'executable'",
                "invalid-tag-instead-of-contents|bad archive: expected tag 'contents', got 'AAAAAAAA'",
                "name-after-node|bad archive: expected tag 'name', got 'node'",
                "nul-character|bad archive: NAR contains invalid file name 'f\0oo'",
                "slash|bad archive: NAR contains invalid file name 'x/y'",
            })
    void goldenNegatives(String name, String message) throws IOException {
        byte[] archive = Files.readAllBytes(SharedData.at("data/golden/util/nars/" + name + ".nar"));
        assertThatThrownBy(() -> NarReader.read(new ByteArrayInputStream(archive), NOWHERE))
                .isInstanceOf(BadNarException.class)
                .hasMessageStartingWith(
                        message.substring(0, message.indexOf('\0') < 0 ? message.length() : message.indexOf('\0')));
    }

    @Test
    void depth() throws IOException {
        String deepest = "/d".repeat(NarFormat.MAX_DEPTH - 1);
        byte[] archive = nar(MemoryTree.builder().directory(deepest).build());
        assertThat(NarReader.read(new ByteArrayInputStream(archive), NOWHERE)).isEqualTo(archive.length);
        MemoryTree tooDeep = MemoryTree.builder().file(deepest + "/f", "").build();
        assertThatThrownBy(() -> nar(tooDeep))
                .isInstanceOf(StoreException.class)
                .hasMessage("path '" + deepest + "/f' exceeds maximum NAR directory depth of 64");
    }

    @Test
    void noArchive() {
        assertThatThrownBy(() -> NarReader.read(new ByteArrayInputStream(ByteText.bytes("foo".repeat(7))), NOWHERE))
                .hasMessage("bad archive: input doesn't look like a Nix archive");
    }

    @Test
    void restoringRefusesWhatIsThere(@TempDir Path dir) throws IOException {
        Files.createDirectory(dir.resolve("d"));
        Files.writeString(dir.resolve("f"), "");
        Files.createSymbolicLink(dir.resolve("l"), Path.of("nowhere"));
        assertThatThrownBy(() -> restore(sample(), dir.resolve("d"))).hasMessage("path '" + dir + "/d' already exists");
        for (String name : new String[] {"f", "l"}) {
            assertThatThrownBy(() -> restore(MemoryTree.ofFile(new byte[0]), dir.resolve(name)))
                    .hasMessage("creating file \"" + dir + "/" + name + "\": File exists");
        }
        assertThatThrownBy(() -> restore(MemoryTree.builder().symlink("/", "t").build(), dir.resolve("l")))
                .hasMessage("creating symlink \"" + dir + "/l\" -> \"t\": File exists");
    }

    private static void restore(SourceTree tree, Path to) throws IOException {
        NarReader.read(new ByteArrayInputStream(nar(tree)), new DirectorySink(to));
    }

    @Test
    void listing() throws IOException {
        NarListing root = NarListing.of(new ByteArrayInputStream(nar(sample())));
        NarListing.Directory top = (NarListing.Directory) root;
        assertThat(top.entries().keySet()).containsExactly("a", "sub", "x");
        NarListing.Regular x = (NarListing.Regular) top.entries().get("x");
        assertThat(x.executable()).isTrue();
        assertThat(ByteText.of(nar(sample()))
                        .substring(x.narOffset().intValue(), x.narOffset().intValue() + 10))
                .isEqualTo("#!/bin/sh\n");
        assertThat(((NarListing.Directory) top.entries().get("sub")).entries().get("l"))
                .isEqualTo(new NarListing.Symlink("../a"));
    }
}
