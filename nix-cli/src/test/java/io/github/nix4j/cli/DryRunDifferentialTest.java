package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would have to be built is told of stores, too, that nothing can be built in. */
class DryRunDifferentialTest {
    private static BothPrograms programs = new BothPrograms(Path.of(""));

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        programs = BothPrograms.find();
    }

    @BeforeEach
    void makeExpression() throws Exception {
        Files.writeString(directory.resolve("x.nix"), """
                rec {
                  one = derivation { name = "one"; system = "s"; builder = "b"; outputs = [ "out" "dev" ]; };
                  two = derivation { name = "two"; system = "s"; builder = "b"; inherit one; };
                  text = builtins.toFile "text" "x";
                }
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "build --dry-run -f x.nix one",
                "build --dry-run -f x.nix one two",
                "build --dry-run -f x.nix two --json",
                "build --dry-run -f x.nix two --quiet --quiet",
                "build --dry-run -f x.nix text",
                "build --dry-run /nix/store/7rjjlbpdc5ql4sa5hfq3xl8cwp0wz5wk-b /nix/store/7rjjlbpdc5ql4sa5hfq3xl8cwp0wz5wk-a",
                "path-info -f x.nix two",
                "path-info -f x.nix text",
                "path-info -f x.nix two --json --json-format 2",
                "path-info -f x.nix two --derivation",
                "path-info /nix/store/7rjjlbpdc5ql4sa5hfq3xl8cwp0wz5wk-b /nix/store/7rjjlbpdc5ql4sa5hfq3xl8cwp0wz5wk-a",
                "path-info --json --json-format 2 /nix/store/7rjjlbpdc5ql4sa5hfq3xl8cwp0wz5wk-b"
            })
    void bothTellTheSame(String line) throws Exception {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--option", "substituters", ""));
        assertThat(programs.ours(directory, words)).isEqualTo(programs.reference(directory, words));
    }
}
