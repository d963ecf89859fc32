package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.value.ValueFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files whose path leads through a link to a folder: C++ Nix knows no lines of them, so that programs and messages see byte
 * offsets in line 1. Expected: what C++ Nix 2.34.8 says. Editors get the lines of the text.
 */
class LinkedFolderTest {
    @TempDir
    Path temporary;

    private Path directory;
    private final NixEvaluator nix = NixEvaluator.builder().io(EvalIo.local()).build();

    @BeforeEach
    void makeFiles() throws Exception {
        directory = temporary.toRealPath();
        Path folder = Files.createDirectory(directory.resolve("d"));
        Files.createSymbolicLink(directory.resolve("dl"), Path.of("d"));
        Files.createSymbolicLink(folder.resolve("link.nix"), Path.of("fails.nix"));
        Files.writeString(folder.resolve("attr.nix"), "{\n  a = 1;\n  f = x:\n    x.b;\n  p = __curPos;\n}\n");
        Files.writeString(folder.resolve("fails.nix"), "let\n  x = throw \"from a file\";\nin\nx + 1\n");
        Files.writeString(folder.resolve("broken.nix"), "{ a = 1;\r\n  b = ;\n}\n");
    }

    @AfterEach
    void close() {
        nix.close();
    }

    private NixException failure(String file) {
        NixException failure = catchThrowableOfType(
                NixException.class,
                () -> nix.print(nix.evaluate(NixSource.ofFile(directory.resolve(file))), ValueFormat.INSTANTIATE));
        return Objects.requireNonNull(failure, file);
    }

    private String rendered(String file) {
        return ErrorRenderer.plain().withFullTrace(true).render(failure(file));
    }

    @Test
    void programsSeeOffsets() {
        String program = "let i = import " + directory + "/dl/attr.nix; p = builtins.unsafeGetAttrPos \"f\" i; "
                + "in [ p.line p.column i.p.line i.p.column ]";
        assertThat(nix.print(nix.evaluate(program), ValueFormat.INSTANTIATE)).isEqualTo("[ 1 14 1 36 ]");
    }

    @Test
    void messagesNameOffsetsAndQuoteNothing() {
        assertThat(rendered("dl/fails.nix")).contains("dl/fails.nix:1:11:").doesNotContain("|");
        assertThat(rendered("dl/broken.nix")).contains("dl/broken.nix:1:17:").doesNotContain("|");
        assertThat(rendered("d/link.nix")).contains("d/fails.nix:2:7:").contains("2|   x = throw");
    }

    @Test
    void editorsGetLines() {
        SourceRange range = Objects.requireNonNull(failure("dl/broken.nix").range());
        assertThat(range.startLine()).isEqualTo(2);
        assertThat(range.startColumn()).isEqualTo(7);
        assertThat(range.startUtf16Column()).isEqualTo(7);
        assertThat(range.text()).isEqualTo(";");
    }
}
