package io.github.nix4j.lang.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.memory.InMemoryStore;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorldTreesTest {
    private static final SourceTree FILES = MemoryTree.builder()
            .file("/a/x", "x")
            .file("/a-b/y", "y")
            .file("/a/b/z", "z")
            .symlink("/l", "a")
            .build();

    private static TreePath path(String text) {
        return TreePath.of(text);
    }

    @Test
    void whatLeadsToAnAllowedPathOrLiesInsideItIsAllowed() {
        AllowedPaths allowed = new AllowedPaths();
        allowed.allow(path("/a/b"));
        allowed.allow(path("/a-b/y"));
        for (String yes : List.of("/", "/a", "/a/b", "/a/b/z", "/a-b", "/a-b/y")) {
            assertThat(allowed.isAllowed(path(yes))).as(yes).isTrue();
        }
        for (String no : List.of("/a/x", "/a/bc", "/a-b/z", "/b", "/a-", "/l")) {
            assertThat(allowed.isAllowed(path(no))).as(no).isFalse();
        }
    }

    @Test
    void whatIsForbiddenIsAbsentOrFails() throws Exception {
        AllowedPaths allowed = new AllowedPaths();
        allowed.allow(path("/a/b"));
        AllowListTree tree = new AllowListTree(FILES, allowed, false);
        assertThat(tree.stat(path("/a/x"))).isNull();
        assertThat(tree.list(path("/a"))).containsExactly("b");
        assertThat(tree.readFile(path("/a/b/z"))).asString().isEqualTo("z");
        assertThatThrownBy(() -> tree.readFile(path("/a/x"))).isInstanceOfSatisfying(NixException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.RESTRICTED);
            assertThat(e).hasMessage("access to absolute path '/a/x' is forbidden in restricted mode");
        });
    }

    @Test
    void objectsOfTheStoreShowOverOtherFiles() throws Exception {
        InMemoryStore store = new InMemoryStore();
        StorePath object = store.addText("t", new byte[] {'h', 'i'}, StoreReferences.NONE);
        SourceTree base = MemoryTree.builder().file("/nix/store/other", "o").build();
        StoreTree tree = new StoreTree(base, store);
        TreePath place = path("/nix/store/" + object.baseName());
        assertThat(tree.readFile(place)).asString().isEqualTo("hi");
        assertThat(tree.readFile(path("/nix/store/other"))).asString().isEqualTo("o");
        assertThat(tree.stat(path("/nix/store/nothing"))).isNull();

        StorePath mounted = StorePath.of("00000000000000000000000000000000-source");
        tree.mount(mounted, FILES);
        assertThat(tree.readFile(path("/nix/store/" + mounted.baseName() + "/a/x")))
                .asString()
                .isEqualTo("x");
        assertThat(tree.list(path("/nix/store"))).containsExactly(mounted.baseName(), "other");
        assertThat(store.isValid(mounted)).isFalse();
    }

    @Test
    void theTreeBelowIsNotAskedAboutTheInsideOfWhatOnlyTheStoreHas() throws Exception {
        InMemoryStore store = new InMemoryStore();
        List<String> told = new ArrayList<>();
        SourceTree below = MemoryTree.builder().file("/nix/store/other", "o").build();
        StoreTree tree = new StoreTree(new TracingTree(below, (access, path) -> told.add(path.toString())), store);
        TreePath place = path("/nix/store/00000000000000000000000000000000-source");
        assertThat(tree.stat(place.child("a"))).isNull();
        assertThat(told).contains("/nix/store/00000000000000000000000000000000-source/a");
        tree.mount(StorePath.of(place.name()), FILES);
        told.clear();
        assertThat(tree.stat(place.child("a"))).isEqualTo(Stat.DIRECTORY);
        assertThat(tree.list(place.child("a"))).containsExactly("b", "x");
        assertThat(told).containsOnly("/nix/store", "/nix/store/00000000000000000000000000000000-source");
    }

    /** Whoever remembers more about a directory goes by the list. */
    @Test
    void aListOfWhichNothingIsForbiddenIsTheTreesOwn() throws Exception {
        AllowedPaths allowed = new AllowedPaths();
        allowed.allow(path("/a"));
        MemoTree memo = new MemoTree(FILES);
        AllowListTree tree = new AllowListTree(memo, allowed, true);
        assertThat(tree.list(path("/a"))).isSameAs(memo.list(path("/a")));
        AllowedPaths fewer = new AllowedPaths();
        fewer.allow(path("/a/x"));
        assertThat(new AllowListTree(memo, fewer, true).list(path("/a"))).containsExactly("x");
    }

    @Test
    void theTreeBelowIsNotAskedAboutObjectsIfItHasNoStoreDirectory() throws Exception {
        List<String> told = new ArrayList<>();
        StoreTree tree =
                new StoreTree(new TracingTree(FILES, (access, path) -> told.add(path.toString())), new InMemoryStore());
        TreePath place = path("/nix/store/00000000000000000000000000000000-source");
        assertThat(tree.stat(place.child("a"))).isNull();
        tree.mount(StorePath.of(place.name()), FILES);
        assertThat(tree.stat(place.child("a"))).isEqualTo(Stat.DIRECTORY);
        assertThat(tree.list(place.child("a"))).containsExactly("b", "x");
        assertThat(told).containsOnly("/nix/store");
    }

    @Test
    void aTreeWithoutTheStoreDirectoryStillHasOne() throws Exception {
        StoreTree tree = new StoreTree(FILES, new InMemoryStore());
        assertThat(tree.stat(path("/nix/store"))).isEqualTo(Stat.DIRECTORY);
        assertThat(tree.stat(path("/nix"))).isNull();
    }

    @Test
    void aStoreOnDiskRefusesToListItsDirectoryAndWhatIsNoNameOfAnObject(@TempDir Path root) throws Exception {
        SourceTree base = MemoryTree.builder()
                .file("/nix/store/.links/x", "x")
                .file("/nix/store/00000000000000000000000000000000-n/y", "y")
                .build();
        try (Store store = Stores.openDirectory(root)) {
            StoreTree tree = new StoreTree(base, store);
            assertThatThrownBy(() -> tree.list(path("/nix/store")))
                    .isInstanceOf(NixException.class)
                    .hasMessage("path '/nix/store/' is not in the Nix store");
            assertThatThrownBy(() -> tree.list(path("/nix/store/.links")))
                    .isInstanceOf(NixException.class)
                    .hasMessage("'.links' is too short to be a valid store path");
            assertThatThrownBy(() -> tree.stat(path("/nix/store/zzz")))
                    .isInstanceOf(NixException.class)
                    .hasMessage("'zzz' is too short to be a valid store path");
            assertThat(tree.stat(path("/nix/store/.links"))).isEqualTo(Stat.DIRECTORY);
            assertThat(tree.list(path("/nix/store/00000000000000000000000000000000-n")))
                    .containsExactly("y");
            assertThat(tree.list(path("/nix"))).containsExactly("store");
        }
    }

    @Test
    void readsAreToldOnceAndRemembered() throws Exception {
        List<String> told = new ArrayList<>();
        SourceTree traced = new TracingTree(FILES, (access, path) -> told.add(access + " " + path));
        MemoTree memo = new MemoTree(traced);
        for (int i = 0; i < 2; i++) {
            assertThat(memo.stat(path("/a"))).isEqualTo(Stat.DIRECTORY);
            assertThat(memo.stat(path("/none"))).isNull();
            assertThat(memo.list(path("/a"))).containsExactly("b", "x");
            assertThat(memo.readLink(path("/l"))).isEqualTo("a");
        }
        assertThat(memo.readFile(path("/a/x"))).asString().isEqualTo("x");
        assertThat(told).containsExactly("STAT /a", "STAT /none", "ENTRIES /a", "LINK /l", "CONTENT /a/x");
        assertThat(memo.isPlainDirectory(path("/a/b"))).isTrue();
        assertThat(memo.isPlainDirectory(path("/a/b"))).isTrue();
        assertThat(memo.isPlainDirectory(path("/l"))).isFalse();
        assertThat(memo.isPlainDirectory(path("/a/x"))).isFalse();
        assertThat(memo.isPlainDirectory(path("/none/x"))).isFalse();
        assertThat(told.subList(5, told.size())).containsExactly("STAT /", "STAT /a/b", "STAT /l", "STAT /a/x");
        memo.forget();
        Stat again = memo.stat(path("/l"));
        assertThat(again).isNotNull();
        assertThat(again.type()).isEqualTo(FileType.SYMLINK);
        assertThat(told).last().isEqualTo("STAT /l");
    }
}
