package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.UrlFetcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told while inputs are fetched. */
class FetchActivitiesTest {
    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();

    private InputFetcher fetcher() {
        FetchSettings settings = FetchSettings.in(directory, warning -> {})
                .withRemotes(new Remotes(
                        UrlFetcher.NONE, directory.resolve("clones"), Duration.ofHours(1), AccessTokens.NONE, true))
                .withActivities((kind, subject) -> {
                    String what = kind.describe(subject.replace(directory.toString(), "DIR"));
                    told.add(what);
                    return () -> told.add("end of " + what);
                });
        return InputFetcher.standard(settings, (name, hash) -> null);
    }

    private Input input(String reference) {
        return FlakeRefParser.of(ReferenceRules.quiet())
                .parse(reference.replace("DIR", directory.toString()))
                .input();
    }

    @Test
    void anInputAndItsRepository() throws Exception {
        Path repository = Files.createDirectories(directory.resolve("r"));
        Files.writeString(repository.resolve("a"), "a");
        try (Git git = Git.init()
                .setDirectory(repository.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(".").call();
            git.commit().setMessage("m").setAuthor("a", "a@b").setSign(false).call();
        }
        InputFetcher fetcher = fetcher();
        fetcher.fetch(input("git+file://DIR/r"));
        fetcher.fetch(input("git+file://DIR/r"));
        assertThat(told)
                .containsExactly(
                        "fetching input 'git+file://DIR/r'",
                        "looking at Git repository 'file://DIR/r'",
                        "end of looking at Git repository 'file://DIR/r'",
                        "fetching Git repository 'file://DIR/r'",
                        "end of fetching Git repository 'file://DIR/r'",
                        "end of fetching input 'git+file://DIR/r'");
    }

    @Test
    void secretsAreNotTold() {
        for (String user : List.of("user:secret", "secret_0123456789abcdef")) {
            for (String reference : List.of(
                    "git+http://" + user + "@127.0.0.1:1/r?ref=main", "http://" + user + "@127.0.0.1:1/a.tar")) {
                assertThatThrownBy(() -> fetcher().fetch(input(reference)))
                        .isInstanceOfSatisfying(
                                NixException.class,
                                e -> assertThat(ErrorRenderer.plain()
                                                .withFullTrace(true)
                                                .renderUnicode(e))
                                        .doesNotContain("secret"));
            }
        }
        assertThat(told).isNotEmpty().noneMatch(what -> what.contains("secret"));
    }

    @Test
    void failuresEndThemToo() {
        assertThatThrownBy(() -> fetcher().fetch(input("git+file://DIR/nope?ref=main")))
                .isInstanceOf(FlakeException.class);
        assertThat(told)
                .containsExactly(
                        "fetching input 'git+file://DIR/nope?ref=main'",
                        "fetching Git repository 'file://DIR/nope'",
                        "end of fetching Git repository 'file://DIR/nope'",
                        "end of fetching input 'git+file://DIR/nope?ref=main'");
    }
}
