package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that are no UTF-8 in what commands print as JSON: both programs end with the same error. */
class BrokenTextDifferentialTest {
    private static final String FLAKE = """
            {
              description = "ab\u00c3";
              outputs = _: {
                templates.x = { description = "a\u00ff"; path = ./.; };
                packages.x86_64-linux.p =
                  derivation { name = "p"; system = "x86_64-linux"; builder = "b"; } // { meta.description = "q\u00e9"; };
              };
            }
            """;

    @TempDir
    Path directory;

    private ProgramRun run(boolean reference, String line) throws Exception {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--store", directory.resolve(reference ? "reference" : "own") + "/s"));
        words.addAll(List.of("--option", "flake-registry", "", "--option", "system", "x86_64-linux"));
        String[] all = words.toArray(String[]::new);
        ProgramRun run = reference
                ? ProgramRun.reference(BothPrograms.find().bin(), directory, "", "nix", all)
                : ProgramRun.ours(directory, "", "nix", all);
        return new ProgramRun(
                run.status(),
                run.out(),
                run.err()
                        .lines()
                        .filter(text -> !text.contains("nixbld"))
                        .toList()
                        .toString());
    }

    @Test
    void jsonHasNoBrokenText() throws Exception {
        BothPrograms.find();
        Path flake = Files.createDirectories(directory.resolve("flake"));
        Path file = Files.write(flake.resolve("flake.nix"), FLAKE.getBytes(StandardCharsets.ISO_8859_1));
        for (Path each : List.of(file, flake)) {
            Files.setLastModifiedTime(each, FileTime.fromMillis(1_700_000_000_000L));
        }
        for (String line : List.of("flake metadata --json", "flake show --json", "search --json", "flake metadata")) {
            String whole = line + " path:" + flake + (line.startsWith("search") ? " ^" : "");
            ProgramRun theirs = run(true, whole);
            assertThat(theirs.status()).as(line).isEqualTo(line.endsWith("json") ? 1 : 0);
            assertThat(run(false, whole)).as(line).isEqualTo(theirs);
        }
    }
}
