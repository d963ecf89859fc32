package io.github.nix4j.flake.fetch.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks by the {@code git} program: it knows its user's keys, passwords, proxies and settings. Where there is no such program,
 * another way is taken.
 */
final class ProgramTransport implements GitTransport {
    private static final Pattern HEAD = Pattern.compile("(?:ref: *)?(\\S+)\\t+HEAD");

    private final String url;
    private final GitTransport otherwise;
    private final Consumer<String> warnings;

    ProgramTransport(String url, GitTransport otherwise, Consumer<String> warnings) {
        this.url = url;
        this.otherwise = otherwise;
        this.warnings = warnings;
    }

    @Override
    public @Nullable String head() throws IOException {
        GitProgram.Result result;
        Path anywhere = Files.createTempDirectory("nix4j-git");
        try {
            result = GitProgram.run(anywhere, List.of("ls-remote", "--symref", "--", url, "HEAD"));
        } catch (GitProgram.AbsentException e) {
            return otherwise.head();
        } finally {
            Files.delete(anywhere);
        }
        if (result.status() != 0) {
            throw failure(result);
        }
        for (String line : result.output().split("\n")) {
            Matcher matcher = HEAD.matcher(line);
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        return null;
    }

    @Override
    public void fetch(Path directory, String refSpec, boolean shallow, UnfinishedFetch fetch) throws IOException {
        // One pack, however small: of single objects, a commit would be there before its files are.
        List<String> command = new ArrayList<>(
                List.of("-c", "fetch.unpackLimit=1", "--git-dir", ".", "fetch", "--force", "--no-tags"));
        if (shallow) {
            command.addAll(List.of("--depth", "1"));
        }
        command.addAll(List.of("--", url, refSpec));
        GitProgram.Result result;
        try {
            result = GitProgram.run(directory, command, fetch::by);
        } catch (GitProgram.AbsentException e) {
            otherwise.fetch(directory, refSpec, shallow, fetch);
            return;
        }
        if (result.status() != 0) {
            throw failure(result);
        }
    }

    private TransportFailure failure(GitProgram.Result result) {
        result.complaints().forEach(line -> warnings.accept("git: " + line));
        return new TransportFailure(result.output(), null);
    }
}
