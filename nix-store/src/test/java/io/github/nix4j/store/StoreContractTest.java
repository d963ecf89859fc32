package io.github.nix4j.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.derivation.DerivationOutput;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.nar.NarHash;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.FilteredTree;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store that takes objects must do. */
class StoreContractTest {
    private static final byte[] HELLO = ByteText.bytes("hello\n");

    @TempDir
    Path temporary;

    static Stream<String> uris() {
        return Stream.of("memory://", "dummy://?read-only=false", "disk", "local");
    }

    private Store open(String kind) {
        return switch (kind) {
            case "disk" -> Stores.open(temporary.resolve("a").toString());
            case "local" -> Stores.open("local?root=" + temporary.resolve("b") + "&fsync-store-paths=false");
            default -> Stores.open(kind);
        };
    }

    private static MemoryTree tree() {
        return MemoryTree.builder()
                .file("/a", "a\n")
                .file(TreePath.of("/x"), ByteText.bytes("#!/bin/sh\n"), true)
                .file("/sub/empty", "")
                .symlink("/sub/l", "../a")
                .build();
    }

    @ParameterizedTest
    @MethodSource("uris")
    void paths(String kind) throws IOException {
        try (Store store = open(kind)) {
            assertThat(store.addText("dummy", HELLO, StoreReferences.NONE))
                    .hasToString("92hvx00fg0l4kai48ilcb9alskzj5lgx-dummy");
            assertThat(store.addTree("tree", tree(), TreePath.ROOT))
                    .hasToString("5758gmgp8vf479smalfvq6m4sw5xsh2z-tree");
            MemoryTree dir =
                    MemoryTree.builder().file(TreePath.of("/d/f"), HELLO, true).build();
            StorePath flat = store.add(
                    Ingestion.of("dummy", dir, TreePath.of("/d/f"), ContentAddressMethod.FLAT, HashAlgorithm.SHA256));
            assertThat(flat).hasToString("vvcjsafmihvhnmlmyj3whzq3h0inizfd-dummy");
            assertThat(store.tree(flat).stat(TreePath.ROOT).executable()).isFalse();
            assertThat(store.pathInfo(flat).narSize()).isEqualTo(120);
            StorePath sha1 = store.add(Ingestion.of(
                    "dummy", MemoryTree.ofFile(HELLO), TreePath.ROOT, ContentAddressMethod.NAR, HashAlgorithm.SHA1));
            assertThat(sha1).hasToString("vlyx1d3hx0wffxyllnrip8082w405d2f-dummy");
            assertThat(store.paths())
                    .as("sorted")
                    .map(StorePath::toString)
                    .containsExactly(
                            "5758gmgp8vf479smalfvq6m4sw5xsh2z-tree",
                            "92hvx00fg0l4kai48ilcb9alskzj5lgx-dummy",
                            "vlyx1d3hx0wffxyllnrip8082w405d2f-dummy",
                            "vvcjsafmihvhnmlmyj3whzq3h0inizfd-dummy");
        }
    }

    @ParameterizedTest
    @MethodSource("uris")
    void whatIsAddedCanBeRead(String kind) throws IOException {
        try (Store store = open(kind)) {
            StorePath path = StorePath.of("5758gmgp8vf479smalfvq6m4sw5xsh2z-tree");
            assertThat(store.isValid(path)).isFalse();
            assertThat(store.pathInfo(path)).isNull();
            assertThatThrownBy(() -> store.tree(path))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("path '/nix/store/" + path + "' is not valid");
            store.addTree("tree", tree(), TreePath.ROOT);
            store.addTree("tree", tree(), TreePath.ROOT);
            PathInfo info = store.pathInfo(path);
            assertThat(info.narHash().base16())
                    .isEqualTo("c1986bf5241275c72430a8b944e398c99fa70c15ddaca5fbdb1ec50242b72e44");
            assertThat(info.narSize()).isEqualTo(1064);
            assertThat(info.contentAddress().render()).startsWith("fixed:r:sha256:");
            assertThat(NarWriter.hash(store.tree(path), TreePath.ROOT).hash()).isEqualTo(info.narHash());
            assertThat(store.tree(path).readLink(TreePath.of("/sub/l"))).isEqualTo("../a");
        }
    }

    @ParameterizedTest
    @MethodSource("uris")
    void filtersAreAskedOnce(String kind) throws IOException {
        try (Store store = open(kind)) {
            MemoryTree whole = MemoryTree.builder()
                    .file("/src/keep/f", "1")
                    .file("/src/drop/f", "2")
                    .build();
            List<String> asked = new ArrayList<>();
            Ingestion ingestion = Ingestion.of(
                            "src", whole, TreePath.of("/src"), ContentAddressMethod.NAR, HashAlgorithm.SHA256)
                    .filtered(path -> {
                        asked.add(path.text());
                        return !path.name().equals("drop");
                    });
            StorePath path = store.add(ingestion);
            assertThat(asked).containsExactly("/src/drop", "/src/keep", "/src/keep/f");
            SourceTree kept = store.tree(path);
            assertThat(kept.list(TreePath.ROOT)).containsExactly("keep");
            MemoryTree expected = MemoryTree.builder().file("/keep/f", "1").build();
            assertThat(store.addTree("src", expected, TreePath.ROOT)).isEqualTo(path);
        }
    }

    @ParameterizedTest
    @MethodSource("uris")
    void derivations(String kind) {
        Derivation derivation = new Derivation(
                "x",
                new TreeMap<>(Map.of("out", new DerivationOutput.Deferred())),
                Collections.emptySortedMap(),
                new TreeSet<>(List.of(StorePath.of("92hvx00fg0l4kai48ilcb9alskzj5lgx-dummy"))),
                "x86_64-linux",
                "/bin/sh",
                List.of("a"),
                new TreeMap<>(Map.of("k", "v\n")),
                null);
        try (Store store = open(kind)) {
            StorePath path = store.addDerivation(derivation);
            assertThat(path).isEqualTo(derivation.path(store.storeDir()));
            assertThat(store.readDerivation(path)).isEqualTo(derivation);
            assertThat(store.pathInfo(path).references()).hasToString("[92hvx00fg0l4kai48ilcb9alskzj5lgx-dummy]");
            assertThat(store.pathInfo(path).contentAddress().render()).startsWith("text:sha256:");
            StorePath broken = store.addText("y.drv", HELLO, StoreReferences.NONE);
            assertThatThrownBy(() -> store.readDerivation(broken))
                    .hasMessage("error parsing derivation '/nix/store/" + broken + "': expected string 'D'");
        }
    }

    @ParameterizedTest
    @MethodSource("uris")
    void archivesAreVerified(String kind) throws IOException {
        ByteArrayOutputStream nar = new ByteArrayOutputStream();
        NarWriter.write(tree(), TreePath.ROOT, nar);
        NarHash hash = NarWriter.hash(tree(), TreePath.ROOT);
        StorePath path = StorePath.of("c015dhfh5l0lp6wxyvdn7bmwhbbr6hr9-built");
        try (Store store = open(kind)) {
            for (int length : new int[] {0, 8, 500, nar.size() - 1}) {
                byte[] part = Arrays.copyOf(nar.toByteArray(), length);
                assertThatThrownBy(() -> store.addNar(info(path, hash), new ByteArrayInputStream(part)))
                        .hasMessage("unexpected end-of-file");
                assertThat(store.isValid(path)).isFalse();
            }
            byte[] changed = nar.toByteArray();
            changed[ByteText.of(changed).indexOf("#!/bin/sh")] ^= 1;
            assertThatThrownBy(() -> store.addNar(info(path, hash), new ByteArrayInputStream(changed)))
                    .hasMessageStartingWith(
                            "hash mismatch importing path '/nix/store/" + path + "';\n  specified: sha256:");
            assertThat(store.isValid(path)).isFalse();
            store.addNar(info(path, hash), new ByteArrayInputStream(nar.toByteArray()));
            assertThat(store.pathInfo(path)).isEqualTo(info(path, hash));
            assertThat(NarWriter.hash(store.tree(path), TreePath.ROOT)).isEqualTo(hash);
        }
    }

    private static PathInfo info(StorePath path, NarHash hash) {
        return new PathInfo(
                path,
                hash.hash(),
                hash.size(),
                new TreeSet<>(List.of(path)),
                StorePath.of("g1w7hy3qg1w7hy3qg1w7hy3qg1w7hy3q-bar.drv"),
                null,
                5,
                true,
                new TreeSet<>(List.of("k:c2ln")));
    }

    @org.junit.jupiter.api.Test
    void dummyTakesNothing() {
        try (Store store = Stores.open("dummy://")) {
            assertThatThrownBy(() -> store.addText("x", HELLO, StoreReferences.NONE))
                    .hasMessage("operation 'addToStoreFromDump' is not supported by store 'dummy://'");
            StorePath path = StorePath.of("92hvx00fg0l4kai48ilcb9alskzj5lgx-dummy");
            assertThatThrownBy(() -> store.tree(path)).hasMessage("path '/nix/store/" + path + "' is not valid");
        }
        assertThatThrownBy(() -> Stores.open("nope://x"))
                .hasMessage("don't know how to open Nix store with scheme 'nope'");
        assertThatThrownBy(() -> Stores.open("memory://?bogus=1")).isInstanceOf(UnknownNameException.class);
    }

    @org.junit.jupiter.api.Test
    void memoryKeepsNoBytesOfTrees() throws IOException {
        InMemoryStore store = new InMemoryStore();
        int[] reads = {0};
        SourceTree counting = new FilteredTree(tree(), path -> {
            reads[0]++;
            return true;
        });
        StorePath path = store.addTree("tree", counting, TreePath.ROOT);
        int before = reads[0];
        store.tree(path).readFile(TreePath.of("/a"));
        assertThat(reads[0]).as("content comes from the tree").isGreaterThan(before);
        assertThat(store.paths()).containsExactly(path);
    }
}
