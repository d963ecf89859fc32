package io.github.nix4j.flake.differential;

import io.github.nix4j.flake.TestData;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.tree.DiskTree;
import io.github.nix4j.store.tree.SourceTree;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** C++ Nix with a home and a store of its own. */
final class ReferenceNix {
    private final Path programs;
    private final Path home;
    private final Map<String, String> variables = new TreeMap<>();

    record Result(int status, String out, String err) {}

    private ReferenceNix(Path programs, Path home) {
        this.programs = programs;
        this.home = home;
    }

    /** The reference with everything it keeps below {@code directory}; skips the test if there is none. */
    static ReferenceNix in(Path directory) throws IOException {
        String programs = System.getenv("NIX_REFERENCE");
        TestData.need(programs != null, "NIX_REFERENCE does not name the reference's programs");
        return new ReferenceNix(Path.of(programs), Files.createDirectories(directory.resolve("home")));
    }

    /** Sets a variable for all further runs. */
    void set(String name, String value) {
        variables.put(name, value);
    }

    /** Drops what was fetched, in the cache and in the store. */
    void forgetFetches() throws IOException, InterruptedException {
        for (String what : List.of(".cache", "store")) {
            run(home, List.of("chmod", "-R", "u+w", what));
            run(home, List.of("rm", "-rf", what));
        }
    }

    /** Makes all that was fetched two hours older. */
    void age() throws IOException, InterruptedException {
        run(home, aging(home.resolve(".cache")));
    }

    /** A command after which all files of {@code folder} are two hours old. */
    static List<String> aging(Path folder) {
        return List.of("find", folder.toString(), "-exec", "touch", "-h", "-d", "2 hours ago", "{}", "+");
    }

    Result nix(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(programs.resolve("nix").toString()));
        command.addAll(List.of(arguments));
        return run(directory, command);
    }

    Result git(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "init.defaultBranch=master"));
        command.addAll(List.of(arguments));
        return run(directory, command);
    }

    Result run(Path directory, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name -> name.startsWith("NIX_") || name.startsWith("XDG_") || name.startsWith("GIT_"));
        environment.put("HOME", home.toString());
        environment.put("TZ", "UTC");
        environment.put("NIX_REMOTE", home.resolve("store").toString());
        environment.put(
                "NIX_CONFIG",
                "experimental-features = nix-command flakes\nflake-registry =\nsubstituters =\nbuild-users-group =\n");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
        for (String role : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + role + "_NAME", "A");
            environment.put("GIT_" + role + "_EMAIL", "a@example.org");
            environment.put("GIT_" + role + "_DATE", "2024-01-02T03:04:05Z");
        }
        environment.putAll(variables);
        File out = Files.createTempFile(home, "out", "").toFile();
        File err = Files.createTempFile(home, "err", "").toFile();
        Process process = builder.redirectOutput(out).redirectError(err).start();
        process.getOutputStream().close();
        int status = process.waitFor();
        Result result = new Result(status, text(out), text(err));
        Files.delete(out.toPath());
        Files.delete(err.toPath());
        return result;
    }

    /** {@code text} with store objects named as in messages of a Nix whose store is at its usual place. */
    String logical(String text) {
        return text.replace(home.resolve("store") + "/nix/store/", "/nix/store/");
    }

    /** A tree in the reference's store. */
    @org.jspecify.annotations.Nullable
    SourceTree stored(String name, String narHash) {
        ContentAddress address = new ContentAddress(ContentAddressMethod.NAR, Hash.parseSri(narHash));
        Path path = home.resolve("store/nix/store")
                .resolve(StoreDir.DEFAULT.makeFixedOutputPath(name, address).baseName());
        return Files.exists(path) ? DiskTree.of(path) : null;
    }

    private static String text(File file) throws IOException {
        return Files.readString(file.toPath(), StandardCharsets.UTF_8);
    }
}
