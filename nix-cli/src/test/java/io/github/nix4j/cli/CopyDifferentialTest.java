package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs copy the same from a binary cache that C++ Nix has written, and say the same. */
class CopyDifferentialTest {
    @TempDir
    Path directory;

    private final BothPrograms programs = BothPrograms.find();

    private ProgramRun run(boolean ours, String line) throws Exception {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--option", "substituters", ""));
        String[] all = words.toArray(new String[0]);
        ProgramRun run = ours
                ? ProgramRun.ours(directory, "", "nix", all)
                : ProgramRun.reference(programs.bin(), directory, "", "nix", all);
        return new ProgramRun(
                run.status(),
                run.out(),
                run.err()
                        .replace("warning: the group 'nixbld' specified in 'build-users-group' does not exist\n", "")
                        .replace("/their-", "/")
                        .replace("/our-", "/"));
    }

    @Test
    void objectsAreCopiedFromCaches() throws Exception {
        Files.writeString(directory.resolve("x"), "x\n");
        Files.writeString(
                directory.resolve("y.nix"),
                "builtins.toFile \"y\" \"needs ${builtins.path { path = ./x; name = \"x\"; }}\"");
        String store = directory.resolve("source").toString();
        String path =
                run(false, "eval --raw --impure --file y.nix --store " + store).out();
        String alone = run(false, "store add x --name z --store " + store).out().strip();
        String cache = "file://" + directory.resolve("cache");
        assertThat(run(false, "copy --store " + store + " --to " + cache + " " + path + " " + alone)
                        .status())
                .isZero();
        String nowhere = "/nix/store/nbb56d577lhx3i09prlhbzfdqhy835k7-a";
        for (String line : List.of(
                "copy --from CACHE --to STORE/1 PATH",
                "copy --from CACHE --to STORE/1 PATH",
                "copy --from CACHE --to STORE/1 ALONE PATH",
                "path-info --all --store STORE/1",
                "copy --from CACHE PATH ALONE --store STORE/2",
                "path-info --all --store STORE/2",
                "copy --from CACHE --to STORE/3 --no-check-sigs PATH",
                "copy --from CACHE --to STORE/3 --stdin",
                "copy --from CACHE --to STORE/3 " + nowhere,
                "copy --from CACHEs --to STORE/3 PATH",
                "copy --from foo --to STORE/3 PATH",
                "copy --from CACHE --to foo PATH",
                "copy --from CACHE --to dummy:// PATH")) {
            String full = line.replace("PATH", path).replace("ALONE", alone).replace("CACHE", cache);
            ProgramRun expected = run(false, full.replace("STORE", directory + "/their-"));
            ProgramRun found = run(true, full.replace("STORE", directory + "/our-"));
            assertThat(inAnyOrder(found)).as(line).isEqualTo(inAnyOrder(expected));
            // What another one needs comes before it.
            assertThat(found.err().indexOf("-x' from"))
                    .as(line)
                    .isLessThanOrEqualTo(found.err().indexOf("-y' from"));
        }
    }

    /** C++ Nix copies objects that do not need one another on several threads, whoever comes first. */
    private static ProgramRun inAnyOrder(ProgramRun run) {
        String sorted = run.err().lines().sorted().collect(Collectors.joining("\n"));
        return new ProgramRun(run.status(), run.out(), sorted);
    }
}
