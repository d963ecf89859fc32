package io.github.nix4j.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.Store;
import io.github.nix4j.store.Stores;
import io.github.nix4j.store.nar.DirectorySink;
import io.github.nix4j.store.nar.NarWriter;
import io.github.nix4j.store.nar.TreeCopier;
import io.github.nix4j.store.path.StorePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of any bytes come back from the disk as they went, whatever the locale: each runs in its own JVM. */
@EnabledOnOs(OS.LINUX)
class ByteNamesTest {
    private static MemoryTree tree() {
        MemoryTree.Builder builder = MemoryTree.builder();
        for (String directory : List.of("/plain", "/\u00ff\u00fe", "/\u00c3\u00a9", "/e\u00cc\u0081", "/100% #?;")) {
            builder.file(directory + "/\u0080", "1")
                    .file(directory + "/a b", "2")
                    .file(directory + "/\n\u0001\u007f", "3")
                    .symlink(directory + "/relative", "../\u00e9/\u00ff")
                    .symlink(directory + "/absolute", "/\u00e9/\u00c3\u00a9")
                    .symlink(directory + "/dots", "./\u00e9/.././\u00c3\u00a9/")
                    .symlink(directory + "/slash", "a/")
                    .symlink(directory + "/mine", "\u00c3\u00a9");
        }
        return builder.build();
    }

    /** Run in the child: copies the tree to a directory and into a store there, and says what it reads back. */
    public static final class Child {
        private Child() {}

        public static void main(String[] args) throws IOException {
            Path root = Path.of(args[0], "copy");
            TreeCopier.copy(tree(), TreePath.ROOT, new DirectorySink(root));
            DiskTree disk = DiskTree.of(Path.of(args[0]));
            System.out.println(NarWriter.hash(disk, TreePath.of("/copy")).hash());
            for (String name : disk.list(TreePath.of("/copy"))) {
                SourceTree below = DiskTree.of(disk.physical(TreePath.of("/copy/" + name)));
                System.out.println(ByteText.bytes(name).length + " "
                        + below.list(TreePath.ROOT).size() + " "
                        + disk.pathOf(disk.physical(TreePath.of("/copy/" + name)))
                                .name()
                                .equals(name));
            }
            try (Store store = Stores.open(args[0] + "/store?fsync-store-paths=false")) {
                StorePath path = store.addTree("names", disk, TreePath.of("/copy"));
                System.out.println(
                        NarWriter.hash(store.tree(path), TreePath.ROOT).hash());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
    void anyLocale(String locale, @TempDir Path dir) throws Exception {
        ProcessBuilder child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        dir.toString())
                .redirectErrorStream(true);
        child.environment().put("LC_ALL", locale);
        Process process = child.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String hash = NarWriter.hash(tree(), TreePath.ROOT).hash().toString();
        assertThat(output.lines())
                .containsExactly(hash, "8 8 true", "3 8 true", "5 8 true", "2 8 true", "2 8 true", hash);
        assertThat(process.waitFor()).isZero();
    }
}
