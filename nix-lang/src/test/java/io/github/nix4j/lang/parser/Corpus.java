package io.github.nix4j.lang.parser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Real Nix files, from the trees in the directory that CORPORA names. */
public final class Corpus {
    private static final List<String> TREES = List.of("nixpkgs-14.04", "auxolotl-core", "nixpkgs.lib", "home-manager");

    private Corpus() {}

    private static Path corpora() {
        return Path.of(System.getenv().getOrDefault("CORPORA", "/srv/corpora"));
    }

    /** A test of its own for every n-th file, named by the file's path below the corpora. */
    public static Stream<DynamicTest> testEveryNth(int n, FileCheck check) throws IOException {
        return everyNth(n).stream()
                .map(file -> DynamicTest.dynamicTest(corpora().relativize(file).toString(), () -> check.accept(file)));
    }

    /** What is asserted of a file. */
    public interface FileCheck {
        void accept(Path file) throws Exception;
    }

    /** Every n-th file of each tree; skips the test if there are none. */
    public static List<Path> everyNth(int n) throws IOException {
        Path corpora = corpora();
        List<Path> files = new ArrayList<>();
        for (String tree : TREES) {
            if (Files.isDirectory(corpora.resolve(tree))) {
                try (Stream<Path> walk = Files.walk(corpora.resolve(tree))) {
                    List<Path> own = walk.filter(path -> path.toString().endsWith(".nix"))
                            .filter(Files::isRegularFile)
                            .filter(path -> !Files.isSymbolicLink(path))
                            .sorted()
                            .toList();
                    files.addAll(IntStream.range(0, own.size())
                            .filter(i -> i % n == 0)
                            .mapToObj(own::get)
                            .toList());
                }
            }
        }
        assumeTrue(!files.isEmpty(), "skipped: no trees of Nix files in " + corpora + " (set CORPORA)");
        return files;
    }
}
