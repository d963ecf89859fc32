package io.github.nix4j.lang.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.TestData;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The parse cases of Nix's own language suite, read in place from the source tree that NIX_LANG_SUITE names. */
class LanguageSuiteParseTest {
    private static final String ERROR = "error: ";

    @TestFactory
    Stream<DynamicTest> cases() throws Exception {
        String tree = System.getenv("NIX_LANG_SUITE");
        TestData.need(tree != null, "NIX_LANG_SUITE (a source tree of Nix) is not set");
        Path suite = Path.of(tree).resolve("tests/functional/lang");
        List<Path> files;
        try (Stream<Path> list = Files.list(suite)) {
            files = list.filter(file -> file.getFileName().toString().matches("parse-(okay|fail)-.*\\.nix"))
                    .sorted()
                    .toList();
        }
        assertThat(files).hasSizeGreaterThan(40);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
    }

    private static void check(Path file) throws Exception {
        String name = file.toString().substring(0, file.toString().length() - ".nix".length());
        SourceFile source = SourceFile.of(new SourceFile.StdinOrigin(), ByteText.of(Files.readAllBytes(file)));
        String actual = Rendering.of(NixParser.parse(source), "/pwd/lang", Path.of("/fake-home"));
        if (file.getFileName().toString().startsWith("parse-okay")) {
            assertThat(actual + "\n").isEqualTo(read(Path.of(name + ".exp")));
            return;
        }
        String expected = read(Path.of(name + ".err.exp"));
        if (expected.contains("undefined variable")) {
            // Found when variables are resolved, behind the parser.
            assertThat(actual).doesNotStartWith(ERROR);
            return;
        }
        String place = expected.lines().skip(1).findFirst().orElseThrow();
        String position = place.substring(place.indexOf('\u00bb') + 2, place.length() - 1);
        assertThat(actual).isEqualTo(expected.lines().findFirst().orElseThrow() + " @ " + position);
    }

    private static String read(Path file) throws Exception {
        return ByteText.of(Files.readAllBytes(file));
    }
}
