package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which commands there are below others, and what is said of names that no command has. */
class CommandNamesDifferentialTest {
    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    private void compare(Map<String, String> variables, String... words) throws Exception {
        assertThat(ProgramRun.ours(directory, variables, "", "nix", words))
                .as("nix %s", String.join(" ", words))
                .isEqualTo(ProgramRun.reference(bin, directory, variables, "", "nix", words));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config",
                "derivation",
                "env",
                "flake",
                "formatter",
                "hash",
                "key",
                "nar",
                "profile",
                "realisation",
                "registry",
                "store"
            })
    void aGroupListsItsCommandsAndRefusesOthers(String group) throws Exception {
        compare(Map.of(), group);
        compare(Map.of(), group, "nope");
        compare(Map.of(), group, "shw");
        compare(Map.of(), group, "ad");
        compare(Map.of(), group, "");
        compare(Map.of(), group, "--nope");
        compare(Map.of("NIX_CONFIG", ""), group);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show-config pure-eval",
                "show-config --quiet pure-eval",
                "--quiet show-config pure-eval",
                "-- show-config pure-eval",
                "config show-config",
                "shw-config",
                "dev-shell",
                "add-to-store",
                "hash-file",
                "hash-path",
                "to-base16 sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
                "to-base32 sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
                "to-base64 sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=",
                "to-sri",
                "hash-path nowhere",
                "profile nstall",
                "store add-to-store"
            })
    void takesOldNames(String words) throws Exception {
        compare(Map.of(), words.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cat-nar",
                "cat-store",
                "copy-sigs",
                "diff-closures",
                "dump-path",
                "ls-nar",
                "ls-store",
                "make-content-addressable",
                "show-derivation",
                "sign-paths",
                "store ping",
                "verify"
            })
    void warnsOfOldNamesOfCommandsThatItLacks(String words) throws Exception {
        String[] all = words.split(" ");
        String warning = ProgramRun.reference(bin, directory, "", "nix", all)
                .err()
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(warning).contains("is a deprecated alias for");
        assertThat(ProgramRun.ours(directory, "", "nix", all).err())
                .startsWith(warning + "\nerror: nix4j does not have the command 'nix ");
    }

    @Test
    void aNameMayBeEmpty() throws Exception {
        compare(Map.of(), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config check", "store verify", "key generate-secret", "profile add", "nar ls"})
    void saysOfCommandsThatNixHasThatTheyAreMissing(String command) {
        assertThat(ProgramRun.ours(directory, "", "nix", command.split(" ")).err())
                .startsWith("error: nix4j does not have the command 'nix " + command + "' yet; 'nix ");
    }
}
