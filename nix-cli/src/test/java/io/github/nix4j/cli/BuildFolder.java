package io.github.nix4j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A folder in which both programs build, one after the other, in a store at the same place: it is {@link #clear}ed in between.
 *
 * @param bin where the reference's programs are
 */
record BuildFolder(Path bin, Path directory) {
    Map<String, String> variables() {
        return Map.of(
                "NIX_REMOTE", "",
                "NIX_STORE_DIR", directory.resolve("store").toString(),
                "NIX_STATE_DIR", directory.resolve("state").toString(),
                "NIX_LOG_DIR", directory.resolve("log").toString(),
                "NIX_CONFIG",
                        "experimental-features = nix-command flakes\nsandbox = false\nsubstituters =\n"
                                + "build-users-group =\nsystem-features = kvm\nmax-jobs = 1\nsystem = SYSTEM\n"
                                        .replace("SYSTEM", "x86_64-linux"));
    }

    List<ProgramRun> story(boolean ours, List<List<String>> commands) throws IOException, InterruptedException {
        List<ProgramRun> runs = new ArrayList<>();
        for (List<String> words : commands) {
            String[] all = words.toArray(String[]::new);
            runs.add(
                    ours
                            ? ProgramRun.ours(directory, variables(), "", "nix", all)
                            : ProgramRun.reference(bin, directory, variables(), "", "nix", all));
        }
        return runs;
    }

    /** Leaves nothing of what was built. */
    void clear() throws IOException, InterruptedException {
        String script = "chmod -R u+w store state log home result* 2>/dev/null; rm -rf store state log home result*";
        new ProcessBuilder("/bin/sh", "-c", script)
                .directory(directory.toFile())
                .start()
                .waitFor();
    }

    static List<String> line(String words) {
        return List.of(words.split(" "));
    }
}
