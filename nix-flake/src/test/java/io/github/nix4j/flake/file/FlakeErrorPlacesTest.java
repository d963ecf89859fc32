package io.github.nix4j.flake.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What editors can underline of errors that name their places in words only. */
class FlakeErrorPlacesTest {
    @TempDir
    Path directory;

    private NixException failure(String flake) throws IOException {
        Files.writeString(directory.resolve("flake.nix"), flake);
        FlakeLoader loader = FlakeLoader.builder(directory).build();
        try {
            loader.plan(loader.references().parse("path:."), LockMode.DEFAULT);
        } catch (NixException e) {
            return e;
        }
        throw new AssertionError("it has no error: " + flake);
    }

    // Lines are separated by | here.
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            value = {
                "{|  input.a.url = \"path:./a\";|  outputs = _: { };|} ~ 2:3 ~ input.a.url = \"path:./a\"; ~ unsupported attribute 'input', at ",
                "{|  output = _: { };|} ~ 2:3 ~ output ~ lacks attribute 'outputs'",
                "{|  lib = { };|} ~ 1:1 ~ {|  lib = { };|} ~ lacks attribute 'outputs'",
                "{|  inputs.a.ulr = \"path:./a\";|  outputs = _: { };|} ~ 2:3 ~ inputs.a.ulr = \"path:./a\"; ~ unexpected flake input attribute 'ulr', at ",
                "{|  inputs.a = {|    ulr = \"path:./a\";|  };|  outputs = _: { };|} ~ 3:5 ~ ulr ~ unexpected flake input attribute 'ulr', at ",
                "{|  inputs = [ ];|  outputs = _: { };|} ~ 2:3 ~ inputs ~ expected a set but got a list at ",
                "{|  description = 1;|  outputs = _: { };|} ~ 2:3 ~ description ~ expected a string but got an integer at ",
                "{|  outputs = { };|} ~ 2:3 ~ outputs ~ expected a function but got a set at ",
                "{|  inputs.a.url = 1;|  outputs = _: { };|} ~ 2:3 ~ inputs.a.url = 1; ~ expected a string or a path but got an integer at ",
                "{|  inputs.self.x = [ 1 ];|  outputs = _: { };|} ~ 2:3 ~ inputs.self.x = [ 1 ]; ~ flake input attribute 'x' is a thunk",
                "{|  inputs.a.url = \"gitlub:a/b\";|  outputs = _: { };|} ~ 2:3 ~ inputs.a.url = \"gitlub:a/b\"; ~ input 'gitlub:a/b' is unsupported",
                "{|  inputs.a = { url = \"a\"; follows = \"b\"; };|  outputs = _: { };|} ~ 2:3 ~ inputs.a = { url = \"a\"; follows = \"b\"; }; ~ both a flake reference",
                "{|  inputs.a.inputs.self = { };|  outputs = _: { };|} ~ 2:3 ~ inputs.a.inputs.self = { }; ~ 'self' input attribute not allowed",
                "{|  outputs = _: { };|  nixConfig.a = { };|} ~ 3:3 ~ nixConfig.a = { }; ~ flake configuration setting 'a' is a set",
                "{|  outputs = _: { };|  nixConfig.a = [ \"b\" 1 ];|} ~ 3:23 ~ 1 ~ list element in flake configuration setting 'a'",
                "{|  inputs.a.follows = \"b\";|  outputs = _: { };|} ~ 2:3 ~ inputs.a.follows = \"b\"; ~ follows a non-existent input"
            })
    void nearestRange(String flake, String place, String text, String message) throws IOException {
        NixException e = failure(flake.replace('|', '\n'));
        assertThat(e.getMessage()).contains(message);
        assertThat(e.position()).isNull();
        SourceRange range = e.nearestRange();
        assertThat(range).isNotNull();
        assertThat(range.startLine() + ":" + range.startUtf16Column()).isEqualTo(place);
        assertThat(range.file().text().substring(range.start(), range.end())).isEqualTo(text.replace('|', '\n'));
        assertThat(e.copy().nearestRange()).isEqualTo(range);
        // The text is Nix's own, without an excerpt for the place.
        assertThat(e.toString()).endsWith(e.getMessage());
    }

    @Test
    void suggestions() throws IOException {
        NixException e = failure("{ inputs.a.ulr = \"path:./a\"; outputs = _: { }; }");
        assertThat(e.suggestions()).containsExactly("url");
        assertThat(e.copy().suggestions()).containsExactly("url");
        assertThat(e.toString()).doesNotContain("Did you mean");
        assertThat(failure("{ inputs.dep.follows = \"\"; outputs = { self, deps }: { }; }")
                        .suggestions())
                .containsExactly("dep");
        assertThat(failure("{ inputs.lib.follows = \"\"; inputs.a.follows = \"lob\"; outputs = _: { }; }")
                        .suggestions())
                .containsExactly("lib");
        assertThat(failure("{ inputs.a.follows = \"b\"; outputs = _: { }; }").suggestions())
                .as("no input follows itself")
                .isEmpty();
    }
}
