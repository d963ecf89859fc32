package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fetcher that keeps repositories open gives after every change what one gives that sees the repository for the first time. */
class RepeatedGitFetchTest {
    @TempDir
    Path directory;

    private Path repository;
    private InputFetcher kept;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = Files.createDirectory(directory.resolve("repository"));
        kept = fetcher();
        git("init", "--quiet", "--initial-branch=main");
        write("flake.nix", "{ outputs = { self }: { }; }\n");
        git("add", "flake.nix");
    }

    private InputFetcher fetcher() {
        return InputFetcher.standard(FetchSettings.in(directory, warning -> {}), StoredTrees.NONE);
    }

    /** What is known of the repository now, with the hash and the text of a file; the same from both fetchers. */
    private FetchedTree fetched(String query) throws IOException {
        Input input = FlakeRefParser.of(ReferenceRules.quiet())
                .parse("git+file://" + repository + query)
                .input();
        kept.forget();
        FetchedTree again = kept.fetch(input);
        FetchedTree first = fetcher().fetch(input);
        assertThat(again.locked()).isEqualTo(first.locked());
        assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(again.narHash()).isEqualTo(first.narHash());
        TreePath file = TreePath.of("/flake.nix");
        assertThat(again.tree().readFile(file)).isEqualTo(first.tree().readFile(file));
        return again;
    }

    private FetchedTree fetched() throws IOException {
        return fetched("");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(repository.resolve(name), text);
    }

    private void commit(String message) {
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--all", "--message=" + message);
    }

    private void git(String... words) {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream out = process.getInputStream()) {
                String printed = ByteText.of(out.readAllBytes());
                assertThat(process.waitFor()).as(printed).isZero();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void commitsAndChanges() throws Exception {
        assertThat(fetched().locked().rev()).isNull();
        commit("one");
        FetchedTree one = fetched();
        assertThat(one.locked().revCount()).isEqualTo(1);

        write("flake.nix", "{ outputs = { self }: { x = 1; }; }\n");
        assertThat(fetched().locked().rev()).isNull();
        git("checkout", "--quiet", "flake.nix");
        assertThat(fetched().locked()).isEqualTo(one.locked());

        write("new", "new\n");
        assertThat(fetched().locked()).isEqualTo(one.locked());
        git("add", "--intent-to-add", "new");
        assertThat(fetched().locked().rev()).isNull();
        git("add", "new");
        assertThat(fetched().locked().rev()).isNull();
        commit("two");
        assertThat(fetched().locked().revCount()).isEqualTo(2);

        git("rm", "--quiet", "--cached", "new");
        assertThat(fetched().locked().rev()).isNull();
        git("reset", "--quiet", "--hard", "HEAD~1");
        assertThat(fetched().locked()).isEqualTo(one.locked());
    }

    @Test
    void branchesAndPackedObjects() throws Exception {
        commit("one");
        fetched();
        git("checkout", "--quiet", "-b", "other");
        write("flake.nix", "{ outputs = { self }: { y = 1; }; }\n");
        commit("two");
        assertThat(fetched().locked().ref()).isEqualTo("refs/heads/other");
        git("gc", "--quiet");
        assertThat(fetched().locked().revCount()).isEqualTo(2);
        git("checkout", "--quiet", "main");
        assertThat(fetched().locked().ref()).isEqualTo("refs/heads/main");
        assertThat(fetched("?ref=other").locked().revCount()).isEqualTo(2);
        git("checkout", "--quiet", "--detach", "other");
        assertThat(fetched().locked().ref()).isNull();
        git("branch", "--quiet", "--force", "main", "other");
        assertThat(fetched("?ref=main").locked().revCount()).isEqualTo(2);
    }

    @Test
    void anotherRepositoryInItsPlace() throws Exception {
        commit("one");
        write("flake.nix", "{ outputs = { self }: { z = 1; }; }\n");
        commit("two");
        assertThat(fetched().locked().revCount()).isEqualTo(2);
        try (Stream<Path> all = Files.walk(repository)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        makeRepositoryAgain();
        assertThat(fetched().locked().revCount()).isEqualTo(1);
    }

    private void makeRepositoryAgain() throws IOException {
        Files.createDirectory(repository);
        git("init", "--quiet", "--initial-branch=main");
        write("flake.nix", "{ outputs = { self }: { again = 1; }; }\n");
        git("add", "flake.nix");
        commit("another one");
    }

    @Test
    void historyThatBecomesWhole() throws Exception {
        commit("one");
        write("flake.nix", "{ outputs = { self }: { w = 1; }; }\n");
        commit("two");
        Path origin = repository;
        repository = directory.resolve("clone");
        new ProcessBuilder("git", "clone", "--quiet", "--depth=1", "file://" + origin, repository.toString())
                .start()
                .waitFor();
        fetched("?shallow=1");
        git("fetch", "--quiet", "--unshallow");
        assertThat(fetched().locked().revCount()).isEqualTo(2);
    }

    @Test
    void settingsThatChange() throws Exception {
        commit("one");
        git("config", "core.filemode", "true");
        FetchedTree one = fetched();
        assertThat(repository.resolve("flake.nix").toFile().setExecutable(true)).isTrue();
        assertThat(fetched().locked().rev()).isNull();
        git("config", "core.filemode", "false");
        assertThat(fetched().locked().rev()).isEqualTo(one.locked().rev());
    }
}
