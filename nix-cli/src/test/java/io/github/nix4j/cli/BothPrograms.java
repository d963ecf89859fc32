package io.github.nix4j.cli;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The reference and nix4j, run in one directory as {@code nix} with stores of their own, such that their output can be compared.
 *
 * @param bin where the reference's programs are
 */
record BothPrograms(Path bin) {
    /** Skips the test that asks where there is no reference. */
    static BothPrograms find() {
        String reference = System.getenv("NIX_REFERENCE");
        if (reference == null && System.getenv("NIX4J_REQUIRE_DATA") != null) {
            fail("NIX_REFERENCE does not name the reference's programs");
        }
        assumeTrue(reference != null, "skipped: NIX_REFERENCE does not name the reference's programs");
        return new BothPrograms(Path.of(reference));
    }

    ProgramRun ours(Path directory, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--store", "memory://"));
        return ProgramRun.ours(directory, "", "nix", all.toArray(new String[0]));
    }

    ProgramRun reference(Path directory, List<String> words) throws Exception {
        List<String> all = new ArrayList<>(words);
        Path store = directory.resolveSibling(directory.getFileName() + "-store");
        all.addAll(List.of("--store", store.toString()));
        ProgramRun run = ProgramRun.reference(bin, directory, "", "nix", all.toArray(new String[0]));
        String inStore = store + "/nix/store/";
        String errors = run.err()
                .replace("warning: the group 'nixbld' specified in 'build-users-group' does not exist\n", "")
                .replace(inStore, "/nix/store/")
                // The lines of Nix's own file are not quoted.
                .replaceAll("(call-flake\\.nix:\\d+:\\d+:\\n)(?: +(?:\\d+)?\\|.*\\n)+\\n?", "$1");
        return new ProgramRun(run.status(), run.out().replace(inStore, "/nix/store/"), errors);
    }
}
