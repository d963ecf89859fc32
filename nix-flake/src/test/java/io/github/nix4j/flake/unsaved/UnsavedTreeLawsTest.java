package io.github.nix4j.flake.unsaved;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.FileType;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.Stat;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** A tree with unsaved changes is the tree that there is after saving them. */
class UnsavedTreeLawsTest {
    private static final long LONG_AGO = 1000;

    private static final List<String> SAVED = List.of("top", "a/x", "a/y", "a/b/z", "a/b/l", "c/w");
    private static final List<String> FILES = List.of(
            "top", "fresh", "a/x", "a/y", "a/n", "a/b/z", "a/b/m", "a/new/p", "a/new/q", "c/w", "c/v", "d/e/f", "d/g");
    private static final List<String> DELETED = List.of("top", "a/x", "a/b", "a/b/z", "c", "c/w", "a", "nothing");

    /** @param text null to delete the file */
    private record Edit(String file, @Nullable String text) {
        private boolean meets(Edit other) {
            return (file + "/").startsWith(other.file + "/") || (other.file + "/").startsWith(file + "/");
        }
    }

    @Provide
    Arbitrary<List<Edit>> edits() {
        Arbitrary<Edit> put = Arbitraries.of(FILES).map(file -> new Edit(file, "new " + file));
        Arbitrary<Edit> delete = Arbitraries.of(DELETED).map(file -> new Edit(file, null));
        return Arbitraries.oneOf(put, delete).list().ofMaxSize(8).map(UnsavedTreeLawsTest::apart);
    }

    private static List<Edit> apart(List<Edit> edits) {
        List<Edit> kept = new ArrayList<>();
        for (Edit edit : edits) {
            if (kept.stream().noneMatch(edit::meets)) {
                kept.add(edit);
            }
        }
        return kept;
    }

    @Property(tries = 200)
    void saysWhatSavingWouldLeave(@ForAll("edits") List<Edit> edits) throws IOException {
        Path root = Files.createTempDirectory("unsaved").toRealPath();
        try {
            Map<Path, Long> dates = new HashMap<>();
            for (String file : SAVED) {
                Files.createDirectories(root.resolve(file).getParent());
                Files.writeString(root.resolve(file), "old");
            }
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.toList()) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(LONG_AGO)));
                    dates.put(file, LONG_AGO);
                }
            }
            long[] now = {LONG_AGO};
            UnsavedFiles unsaved = new UnsavedFiles(() -> Instant.ofEpochSecond(now[0]));
            for (Edit edit : edits) {
                now[0] += 10;
                if (edit.text() == null) {
                    unsaved.delete(root.resolve(edit.file()));
                } else {
                    unsaved.put(root.resolve(edit.file()), edit.text());
                }
            }
            SourceTree before = unsaved.over(root);
            SourceTree whole = unsaved.overDisk();
            Map<String, String> told = tell(before, TreePath.ROOT);
            assertThat(tell(whole, TreePath.of(root.toString()))).isEqualTo(told);
            now[0] = LONG_AGO;
            for (Edit edit : edits) {
                now[0] += 10;
                save(root, edit, now[0], dates);
            }
            for (Map.Entry<Path, Long> date : dates.entrySet()) {
                if (Files.exists(date.getKey())) {
                    Files.setLastModifiedTime(date.getKey(), FileTime.from(Instant.ofEpochSecond(date.getValue())));
                }
            }
            assertThat(told).isEqualTo(tell(DiskTree.of(root), TreePath.ROOT));
        } finally {
            delete(root);
        }
    }

    private static void save(Path root, Edit edit, long now, Map<Path, Long> dates) throws IOException {
        Path file = root.resolve(edit.file());
        if (edit.text() == null) {
            if (Files.exists(file)) {
                delete(file);
                dates.put(file.getParent(), now);
            }
            return;
        }
        for (Path made = file; !Files.exists(made); made = made.getParent()) {
            dates.put(made, now);
            dates.put(made.getParent(), now);
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, edit.text());
        dates.put(file, now);
    }

    /** Each file below {@code path} with all that a tree tells of it. */
    private static Map<String, String> tell(SourceTree tree, TreePath path) throws IOException {
        Map<String, String> told = new HashMap<>();
        tell(tree, path, "", told);
        return told;
    }

    private static void tell(SourceTree tree, TreePath path, String name, Map<String, String> told) throws IOException {
        Stat stat = tree.stat(path);
        assertThat(stat).isNotNull();
        if (stat.type() == FileType.DIRECTORY) {
            told.put(name, "directory of " + stat.mtime());
            for (String child : tree.list(path)) {
                tell(tree, path.child(child), name + "/" + child, told);
            }
        } else {
            told.put(
                    name,
                    stat.type() + " of " + stat.mtime() + ": "
                            + new String(tree.readFile(path), StandardCharsets.UTF_8));
        }
    }

    private static void delete(Path top) throws IOException {
        try (Stream<Path> files = Files.walk(top)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
