package io.github.nix4j.flake.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Working directories in states that are told from others by attributes, settings and flags of the index: both programs take the
 * same for changed, warn of it, and neither runs a program that a repository names.
 */
class WorkTreeDifferentialTest {
    private static final String PREPARED = """
            git -c init.defaultBranch=master init -q .
            printf 'b\\n' > f
            printf 'x\\n' > g
            git add -A
            git commit -qm one
            """;
    private static final String FETCHED = """
            let r = builtins.fetchGit ROOT; in {
              inherit (r) narHash lastModified;
              rev = r.rev or null;
              dirty = r.dirtyRev or null;
              files = builtins.readDir r;
            }""";

    private static final String BRANCH = "(builtins.fetchGit { url = ROOT; ref = \"master\"; }).rev";
    private static final String REVISION =
            "(builtins.fetchGit { url = ROOT; rev = \"0123456789012345678901234567890123456789\"; }).narHash";

    @TempDir
    Path directory;

    /** The rows of the table: a name, and after a bar the lines of a shell that bring the repository into a state. */
    private static List<String[]> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                WorkTreeDifferentialTest.class.getResourceAsStream("work-trees.table"), "work-trees.table")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 2))
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> workTreesAreChangedAsInNix() throws Exception {
        ReferenceNix reference = ReferenceNix.in(directory);
        return rows().stream()
                .map(row ->
                        DynamicTest.dynamicTest(row[0], () -> compare(reference, row[0].replace(' ', '-'), row[1])));
    }

    private void compare(ReferenceNix reference, String name, String script) throws Exception {
        Path root = Files.createDirectories(directory.resolve(name.replace(":", "")));
        ReferenceNix.Result made = reference.run(root, List.of("sh", "-euc", PREPARED + script));
        assertThat(made.status()).as(made.err()).isZero();
        reference.forgetFetches();
        compare(reference, root, FETCHED);
        if (name.startsWith("broken")) {
            compare(reference, root, BRANCH);
            compare(reference, root, REVISION);
        }
    }

    private void compare(ReferenceNix reference, Path root, String expression) throws Exception {
        String fetch = expression.replace("ROOT", "\"" + root + "\"");
        // First ours: a run of the reference must not find what would have been run here.
        LibraryFetch ours = LibraryFetch.of(directory, root, fetch);
        ReferenceNix.Result result = reference.nix(root, "eval", "--impure", "--json", "--expr", fetch);
        String expected =
                result.status() == 0 ? result.out().strip() : LibraryFetch.errors(reference.logical(result.err()));
        assertThat(ours.text()).isEqualTo(expected);
        assertThat(ours.warnings()).isEqualTo(warnings(result.err()));
        assertThat(root.resolve("was-run")).doesNotExist();
    }

    private static List<String> warnings(String said) {
        List<String> warnings = new ArrayList<>();
        said.lines()
                .filter(line -> line.startsWith("warning: "))
                .forEach(line -> warnings.add(line.substring("warning: ".length())));
        return warnings;
    }
}
