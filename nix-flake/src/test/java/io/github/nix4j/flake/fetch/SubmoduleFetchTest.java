package io.github.nix4j.flake.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that have submodules: when they have a fingerprint, and what is said where a submodule cannot be fetched. */
class SubmoduleFetchTest {
    @TempDir
    Path directory;

    private Path whole = Path.of("");

    @BeforeEach
    void makeRepositories() throws Exception {
        Path part = repository("part");
        whole = repository("whole");
        git(whole, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", part.toString(), "m");
        commit(whole);
    }

    private Path repository(String name) throws Exception {
        Path repository = Files.createDirectory(directory.toRealPath().resolve(name));
        git(repository, "init", "--quiet", "--initial-branch=main");
        Files.writeString(repository.resolve("f"), name);
        git(repository, "add", "f");
        commit(repository);
        return repository;
    }

    private static void commit(Path repository) throws Exception {
        git(repository, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--all", "--message=m");
    }

    private static void git(Path repository, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String printed = ByteText.of(out.readAllBytes());
            assertThat(process.waitFor()).as(printed).isZero();
        }
    }

    private FetchedTree fetched(String query) {
        return InputFetcher.standard(FetchSettings.in(directory, warning -> {}), StoredTrees.NONE)
                .fetch(FlakeRefParser.of(ReferenceRules.quiet())
                        .parse("git+file://" + whole + query)
                        .input());
    }

    @Test
    void changedOnesHaveNoFingerprint() throws IOException {
        assertThat(fetched("").fingerprint()).isNotNull();
        assertThat(fetched("?submodules=1").fingerprint()).endsWith(";s");
        Files.writeString(whole.resolve("f"), "changed");
        assertThat(fetched("").fingerprint()).isNull();
        assertThat(fetched("?submodules=1").fingerprint()).isNull();
        Files.delete(whole.resolve(".gitmodules"));
        assertThat(fetched("").fingerprint()).isNotNull();
    }

    @Test
    void descriptionsCountThatAreNotTracked() throws Exception {
        git(whole, "rm", "--quiet", "--cached", ".gitmodules");
        assertThat(fetched("").fingerprint()).isNull();
    }

    @Test
    void errorsNameTheSubmodule() throws Exception {
        Files.move(whole.resolve("m"), whole.resolve("n"));
        fails(
                "?submodules=1",
                "git+file://" + whole + "?submodules=1",
                "git+file://" + whole + "/m?submodules=1",
                whole + "/m");
        git(whole, "config", "--file", ".gitmodules", "submodule.m.url", "../nowhere");
        git(whole, "add", ".gitmodules");
        Files.move(whole.resolve("n"), whole.resolve("m"));
        commit(whole);
        String rev = String.valueOf(fetched("/../part").locked().rev());
        fails(
                "?ref=main&submodules=1",
                "git+file://" + whole + "?ref=main&submodules=1",
                "git+file://" + directory.toRealPath() + "/nowhere?rev=" + rev + "&submodules=1",
                directory.toRealPath() + "/nowhere");
    }

    private void fails(String query, String outer, String inner, String place) {
        assertThatThrownBy(() -> fetched(query))
                .asInstanceOf(InstanceOfAssertFactories.type(FlakeException.class))
                .extracting(error -> ByteText.toUnicode(ErrorRenderer.plain().render(error)))
                .isEqualTo("error:\n       … while fetching the input '" + outer + "'\n\n"
                        + "       … while fetching the input '" + inner + "'\n\n"
                        + "       error: Git repository \"" + place + "\" does not exist.");
    }

    /** C++ Nix dies of the first, and says no more of the second. */
    @Test
    void descriptionsWithoutPlaceOrValueEndInErrors() throws IOException {
        for (String place : List.of("", ".", "/")) {
            Files.writeString(whole.resolve(".gitmodules"), "[submodule \"m\"]\npath = " + place + "\nurl = ../part\n");
            assertThatThrownBy(() -> fetched("?submodules=1"))
                    .isInstanceOf(FlakeException.class)
                    .hasMessage("stack overflow (possible infinite recursion)");
        }
        for (String key : List.of("path", "url", "branch")) {
            Files.writeString(whole.resolve(".gitmodules"), "[submodule \"m\"]\n" + key + "\npath = m\n");
            for (String query : List.of("", "?submodules=1")) {
                assertThatThrownBy(() -> fetched(query))
                        .isInstanceOf(FlakeException.class)
                        .hasMessageContaining("basic_string: construction from null is not valid");
            }
        }
    }
}
