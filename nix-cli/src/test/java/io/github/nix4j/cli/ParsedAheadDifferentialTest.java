package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many files are parsed by several threads: what is printed, and what is said in between, comes in the order of the files. */
class ParsedAheadDifferentialTest {
    private static final int FILES = 150;

    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    /** {@code odd} is the text of the 100th file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ a = 1; }",
                "{ a = 1",
                "x: [ x undefined ]",
                "with { }; [ defined ~/home ./. <nixpkgs/x> -1 ]",
                "1e400 + 0.1",
                "let\r  a = 1;\r in a",
                "{ a = 1; a = 2; }",
                "[ http://example.org/x 9223372036854775808 ]",
                "./${\"a\"}/b + /nowhere"
            })
    void tellsAllInOrder(String odd) throws Exception {
        List<String> words = new ArrayList<>(List.of("--parse"));
        for (int i = 0; i < FILES; i++) {
            Path folder = Files.createDirectories(directory.resolve("f" + i % 7));
            String name = "f" + i % 7 + "/" + i + ".nix";
            Files.writeString(
                    directory.resolve(name),
                    i == 100
                            ? odd
                            : "{ b ? " + i + ", a }@all: rec { z = \"${toString b}\"; y." + "x".repeat(i)
                                    + "n = [ a ./x ]; }");
            Files.writeString(folder.resolve("default.nix"), "import ./" + i + ".nix");
            words.add(i % 10 == 3 ? "./f" + i % 7 : i % 10 == 4 ? directory + "/" + name : name);
        }
        String[] command = words.toArray(String[]::new);
        ProgramRun expected = ProgramRun.reference(bin, directory, Map.of(), "", "nix-instantiate", command);
        for (String helpers : new String[] {"0", "1", "3"}) {
            assertThat(ProgramRun.ours(directory, Map.of("NIX4J_HELPERS", helpers), "", "nix-instantiate", command))
                    .as("%s helpers", helpers)
                    .isEqualTo(expected);
        }
    }
}
