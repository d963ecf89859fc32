package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order in which a flake's code goes through sets, which is that in which names became known: those of the flake's own files,
 * of Nix's, of the lock file and of the command line come before those of files that the flake imports.
 */
class ReferenceNameOrderTest {
    /** In an order that is none of Nix's. */
    private static final String NAMES = "zzz zulu yankee x86_64-linux version uri url type subdir sourceInfo shortRev"
            + " revCount rev result resolveInput ref path parentNode parent packages overrides original nodes nodeName node"
            + " nixConfig narHash mmm locked lockFileStr lockFile legacyPackages lastModifiedDate lastModified key isRelative"
            + " inputSpec inputName info hydraJobs hasOverride getInputByPath follows flake fetchTreeFinal dirtyRev dir ceta cee"
            + " bravo beta bee bar apps alpha allNodes afirst _type aaa";

    private static BothPrograms programs = new BothPrograms(Path.of(""));

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        programs = BothPrograms.find();
    }

    @BeforeEach
    void makeFlakes() throws Exception {
        String quoted = "\"" + NAMES.replace(" ", "\" \"") + "\"";
        write(
                "a/order.nix",
                "let set = builtins.listToAttrs (map (name: { inherit name; value = builtins.trace name 1; }) ([ "
                        + quoted + " ] ++ builtins.attrNames builtins)); in builtins.deepSeq set 1");
        write(
                "a/flake.nix",
                "{ description = \"d\"; inputs.b.url = \"path:" + directory + "/b\"; nixConfig.bar = 1;"
                        + " outputs = { self, b }: let afirst = 1; in { zulu = import ./order.nix; yankee.alpha.beta = 2; }; }");
        write("b/flake.nix", "{ outputs = { self }: { bee = import ../a/order.nix; bravo = 1; }; }");
        write("c/flake.nix", "{ outputs = { self }: { cee = import ./order.nix; }; }");
        Files.copy(directory.resolve("a/order.nix"), directory.resolve("c/order.nix"));
        ProgramRun locked = programs.reference(
                directory, List.of("flake", "lock", "path:" + directory + "/a", "--option", "flake-registry", ""));
        assertThat(directory.resolve("a/flake.lock")).exists();
        assertThat(locked.status()).isZero();
    }

    private void write(String name, String text) throws Exception {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval|path:DIR/a#zulu",
                "eval|path:DIR/c#cee",
                "eval|path:DIR/c#cee.ceta",
                "eval|path:DIR/a#yankee.alpha|--impure|--apply|x: import DIR/a/order.nix",
                "eval|--impure|--expr|(builtins.getFlake \"path:DIR/c\").cee",
                "flake|check|path:DIR/c",
                "build|--dry-run|path:DIR/c#cee"
            })
    void theSameOrder(String command) throws Exception {
        List<String> words = List.of(
                (command.replace("DIR", directory.toString()) + "|--option|flake-registry||--option|eval-cache|false")
                        .split("\\|", -1));
        ProgramRun ours = programs.ours(directory, words);
        assertThat(ours.err()).contains("trace: ");
        assertThat(ours).isEqualTo(programs.reference(directory, words));
    }
}
