package io.github.nix4j.flake.fetch.git;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.internal.ProgramOutput;
import io.github.nix4j.flake.ref.LocalPaths;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes a repository's index and history with the {@code git} program: JGit can neither register a file without its content
 * nor run the hooks and signing that users have set up.
 */
public final class GitWorkTree {
    private final Path directory;

    public GitWorkTree(Path directory) {
        this.directory = directory;
    }

    /**
     * Makes Git track {@code file} (relative byte text), without entering its content; false if Git is told to ignore it.
     */
    public boolean addIntention(String file) throws IOException {
        if (run("check-ignore", "--quiet", file).status() == 0) {
            return false;
        }
        require("add", "--intent-to-add", "--", file);
        return true;
    }

    /** Makes Git track {@code files} (byte text), ignored ones too, without entering their content. */
    public void track(List<String> files) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("add", "--intent-to-add", "--force", "--"));
        arguments.addAll(files);
        require(arguments.toArray(new String[0]));
    }

    /** Commits the content of {@code file} and nothing else. */
    public void commit(String file, String message) throws IOException {
        Result result = runWithInput(message, "commit", "--quiet", "-F", "-", "--", file);
        if (result.status() != 0) {
            throw failure(result);
        }
    }

    private record Result(int status, String output) {}

    private void require(String... arguments) throws IOException {
        Result result = run(arguments);
        if (result.status() != 0) {
            throw failure(result);
        }
    }

    private FlakeException failure(Result result) {
        return new FlakeException("program \"git\" failed with exit code " + result.status()
                + (result.output().isBlank() ? "" : ":\n" + result.output().stripTrailing()));
    }

    private Result run(String... arguments) throws IOException {
        return runWithInput("", arguments);
    }

    private Result runWithInput(String input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        for (String argument : arguments) {
            command.add(ByteText.toUnicode(argument));
        }
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new FlakeException(
                    "cannot run the program 'git', which is needed to change the repository \""
                            + LocalPaths.toText(directory) + "\"",
                    1,
                    e);
        }
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(ByteText.bytes(input));
            }
            String output = ProgramOutput.await(process);
            return new Result(process.exitValue(), output);
        } finally {
            process.destroy();
        }
    }
}
