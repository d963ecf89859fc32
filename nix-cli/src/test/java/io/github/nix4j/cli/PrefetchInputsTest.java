package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code nix flake prefetch-inputs} tells when it cannot fetch. */
class PrefetchInputsTest {
    private static final String HASH = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @TempDir
    Path directory;

    private String node(String name, String inputs) {
        String path = "\"path\": \"" + directory.resolve(name) + "\", \"type\": \"path\"";
        return "\"" + name + "\": { " + inputs + "\"locked\": { \"lastModified\": 1, \"narHash\": \"" + HASH + "\", "
                + path + " }, \"original\": { " + path + " } }";
    }

    private String input(String name) {
        return name + ".url = \"path:" + directory.resolve(name) + "\";";
    }

    /** As in the reference, which fetches them side by side. */
    @Test
    void allInputsBeginBeforeOneOfThemFails() throws Exception {
        Path flake = Files.createDirectories(directory.resolve("f"));
        Files.writeString(
                flake.resolve("flake.nix"), "{ inputs = { " + input("b") + input("c") + " }; outputs = _: { }; }\n");
        Files.writeString(
                flake.resolve("flake.lock"),
                "{ \"nodes\": { " + node("b", "\"inputs\": { \"d\": \"d\" }, ") + ", " + node("c", "") + ", "
                        + node("d", "")
                        + ", \"root\": { \"inputs\": { \"b\": \"b\", \"c\": \"c\" } } }, \"root\": \"root\","
                        + " \"version\": 7 }\n");
        ProgramRun run = ProgramRun.ours(
                directory, "", "nix", "flake", "prefetch-inputs", "path:" + flake, "--store", directory + "/store");
        List<String> told = run.err()
                .lines()
                .filter(line -> line.startsWith("fetching") || line.contains("does not exist"))
                .map(line -> line.replaceAll("\\?.*", "").replaceAll("(path:?) '?/*.*/", "$1 "))
                .map(line -> line.strip().replace("fetching '", "fetching "))
                .toList();
        assertThat(told)
                .as(run.err())
                .containsExactly(
                        "fetching " + shown("b"),
                        "fetching " + shown("c"),
                        "error: path b' does not exist",
                        "error: path c' does not exist",
                        "fetching " + shown("d"),
                        "error: path d' does not exist");
        assertThat(run.status()).isEqualTo(1);
    }

    private String shown(String name) {
        return "path:" + directory.resolve(name);
    }
}
