package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JSON of commands that print none under the name of Nix. */
class OwnJsonTest {
    @TempDir
    Path directory;

    private ProgramRun run(String program, String... words) throws Exception {
        return ProgramRun.ours(directory, "", program, words);
    }

    @Test
    void aCheckTellsAllThatItFound() throws Exception {
        Files.writeString(directory.resolve("flake.nix"), """
                {
                  outputs = _: {
                    foo = 1;
                    packages.x86_64-linux.a = 1;
                    packages.x86_64-linux.b = throw "no";
                    packages.aarch64-linux.c = 1;
                  };
                }
                """);
        String check = "flake check --no-build --json --store memory:// --option system x86_64-linux path:" + directory;
        ProgramRun run = run("nix4j", check.split(" "));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err())
                .contains("error: no\n")
                .endsWith("error: some errors were encountered during the evaluation\n");
        String place = "\"file\":\"" + directory.resolve("flake.nix") + "\",\"line\":";
        assertThat(run.out())
                .isEqualTo("{\"buildFailures\":[],\"findings\":["
                        + "{\"attribute\":\"foo\",\"message\":\"unknown flake output 'foo'\",\"severity\":\"warning\"},"
                        + "{\"attribute\":\"packages.x86_64-linux.a\",\"column\":5," + place
                        + "4,\"message\":\"flake attribute 'packages.x86_64-linux.a' is not a derivation\","
                        + "\"severity\":\"error\"},"
                        + "{\"attribute\":\"packages.x86_64-linux.b\",\"column\":31," + place
                        + "5,\"message\":\"no\",\"severity\":\"error\"}"
                        + "],\"omittedSystems\":[\"aarch64-linux\"],\"passes\":false}\n");
    }

    @Test
    void aRegistryIsListed() throws Exception {
        Files.writeString(directory.resolve("registry.json"), """
                {"version": 2, "flakes": [
                  {"from": {"type": "indirect", "id": "a"}, "to": {"type": "path", "path": "/x", "dir": "d"}, "exact": true}
                ]}
                """);
        String list = "registry list --json --option flake-registry " + directory.resolve("registry.json");
        assertThat(run("nix4j", list.split(" ")))
                .isEqualTo(new ProgramRun(
                        0,
                        "[{\"exact\":true,\"from\":{\"id\":\"a\",\"type\":\"indirect\"},\"registry\":\"global\","
                                + "\"to\":{\"dir\":\"d\",\"path\":\"/x\",\"type\":\"path\"}}]\n",
                        ""));
    }

    @Test
    void theNameOfNixKnowsNoneOfIt() throws Exception {
        for (String words : new String[] {"registry list --json", "flake check --json"}) {
            ProgramRun run = run(
                    "nix",
                    ("--extra-experimental-features nix-command --extra-experimental-features flakes " + words)
                            .split(" "));
            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).startsWith("error: unrecognised flag '--json'\n");
        }
    }
}
