package io.github.nix4j.flake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {
    @TempDir
    Path directory;

    @Test
    void aFlakeIsTheSame() throws IOException {
        write("{ description = \"d\"; outputs = { self }: { a = 1; }; }");
        Flake prepared = loader(Preparation.begin(directory.toFile(), false)).load(directory);
        Flake usual = loader(null).load(directory);
        assertThat(prepared.locked()).isEqualTo(usual.locked());
        assertThat(prepared.file().description()).isEqualTo("d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ outputs = ",
                "{ outputs = { self }: { }; b = c; }",
                "{ description = 1; outputs = { self }: { }; }",
                "1",
                ""
            })
    void errorsAreTheSame(String text) throws IOException {
        write(text);
        FlakeLoader usual = loader(null);
        FlakeLoader prepared = loader(Preparation.begin(directory.toFile(), false));
        assertThatThrownBy(() -> prepared.load(directory)).hasMessage(message(usual));
    }

    @Test
    void whatIsNotThereOrChangesLaterDoesNotMatter() throws IOException {
        FlakeLoader early = loader(Preparation.begin(directory.toFile(), false));
        write("{ description = \"d\"; outputs = { self }: { }; }");
        assertThat(early.load(directory).file().description()).isEqualTo("d");
    }

    private String message(FlakeLoader loader) {
        try {
            loader.load(directory);
        } catch (RuntimeException e) {
            return e.getMessage();
        }
        throw new AssertionError("the flake is right");
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("flake.nix"), text);
    }

    private FlakeLoader loader(Preparation preparation) {
        return FlakeLoader.builder(directory).preparation(preparation).build();
    }
}
