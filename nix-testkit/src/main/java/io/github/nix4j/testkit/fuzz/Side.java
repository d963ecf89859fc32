package io.github.nix4j.testkit.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One of the two implementations. */
public interface Side {
    /**
     * Runs a command line in {@code directory}; never throws for what a program does.
     *
     * @param input a file in {@code directory} that is standard input; nothing is read if it is empty
     */
    Outcome run(Path directory, String program, List<String> words, String input);

    /** The environment of both. */
    static Map<String, String> environment(Path directory) {
        return Map.ofEntries(
                Map.entry("HOME", directory + "/home"),
                Map.entry(
                        "XDG_CACHE_HOME",
                        directory.resolve("../../../../../cache").normalize().toString()),
                Map.entry(
                        "NIX_PATH",
                        "fix=" + directory + "/fix:none=/nonexistent:web=file:///nonexistent.tar.gz:" + directory),
                Map.entry("FUZZ_VARIABLE", "value"),
                Map.entry("NIX_REMOTE", "dummy://"),
                Map.entry("NIX_STORE_DIR", "/nix/store"),
                Map.entry("NIX_CONF_DIR", "/nonexistent"),
                Map.entry("NIX_USER_CONF_FILES", "/nonexistent/nix.conf"),
                Map.entry("NIX_CONFIG", "experimental-features = nix-command flakes\nsubstituters =\n"),
                Map.entry("LC_ALL", "C.UTF-8"));
    }
}
