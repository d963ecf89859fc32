package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlakeWordsTest {
    @ParameterizedTest
    @CsvSource({
        "flake metadata, .",
        "flake show path:/a/b?dir=c, /a/b",
        "flake lock ./x#y, ./x",
        "--offline flake lock --no-registries /a, /a",
        "flake metadata nixpkgs, .",
        "flake init,",
        "flake,",
        "eval --expr 1,",
        "--version,",
    })
    void theFlakeIsGuessed(String words, String directory) {
        assertThat(FlakeWords.directory(List.of(words.split(" "))))
                .isEqualTo(directory == null ? null : new File(directory));
    }
}
