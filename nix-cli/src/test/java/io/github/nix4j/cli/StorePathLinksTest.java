package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code builtins.storePath} follows links that lie on the disk, and no others, as far as C++ Nix does. */
class StorePathLinksTest {
    private static final Map<String, String> VARIABLES =
            Map.of("NIX_CONFIG", "experimental-features = flakes\nstore = dummy://?read-only=false");

    /** As many links in a row as Nix follows. */
    private static final int MOST = 1023;

    @TempDir
    Path directory;

    private final BothPrograms programs = BothPrograms.find();

    @BeforeEach
    void links() throws IOException {
        Files.createDirectory(tree());
        Files.writeString(tree().resolve("text"), directory.toString());
        link("link", "text");
        link("loop", "circle");
        link("circle", "loop");
        link("object", "/nix/store/00000000000000000000000000000000-n");
        link("inside", "/nix/store/00000000000000000000000000000000-n/x");
        Files.createDirectory(tree().resolve("folder"));
        link("folder/up", "../object");
        link("way", "folder");
    }

    private Path tree() {
        return directory.resolve("tree");
    }

    private void link(String name, String target) throws IOException {
        Files.createSymbolicLink(tree().resolve(name), Path.of(target));
    }

    private void check(String expression) throws Exception {
        String[] words = {"--eval", "--strict", "-E", expression};
        ProgramRun expected = ProgramRun.reference(programs.bin(), directory, VARIABLES, "", "nix-instantiate", words);
        ProgramRun found = ProgramRun.ours(directory, VARIABLES, "", "nix-instantiate", words);
        assertThat(found.out() + found.err()).isEqualTo(expected.out() + expected.err());
        assertThat(found.status()).isEqualTo(expected.status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "link",
                "loop",
                "loop/x",
                "circle/../y",
                "object",
                "object/x",
                "inside",
                "inside/y",
                "folder/up",
                "way/up",
                "way/up/x",
                "absent",
                "way/absent"
            })
    void ofFilesAndOfWhatOnlyTheStoreHas(String name) throws Exception {
        check("builtins.storePath (./tree + \"/" + name + "\")");
        check("let t = builtins.fetchTree { type = \"path\"; path = toString ./tree; }; in builtins.storePath (t + \"/"
                + name + "\")");
    }

    @Test
    void soManyInARow() throws Exception {
        link("link0", "object");
        for (int i = 1; i < MOST; i++) {
            link("link" + i, "link" + (i - 1));
        }
        check("builtins.storePath ./tree/link" + (MOST - 2));
        check("builtins.storePath ./tree/link" + (MOST - 1));
    }
}
