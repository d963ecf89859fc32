package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.LocalIo;
import io.github.nix4j.lang.value.ValueFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths in the home directory, which Nix leaves as they are written: what it gave for a home {@code /h} with the same files. */
class HomePathsTest {
    @TempDir
    Path home;

    private NixEvaluator nix;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(home.resolve("x"));
        Files.createDirectories(home.resolve("sub"));
        Files.writeString(home.resolve("a.nix"), "{ c = __curPos; r = ./../b; l = import ./b.nix; t = throw \"t\"; }");
        Files.writeString(home.resolve("b.nix"), "1");
        LocalIo io = EvalIo.local();
        nix = NixEvaluator.builder()
                .io(io.withEnvironment(Map.of("HOME", home.toString())))
                .build();
    }

    @AfterEach
    void close() {
        nix.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[ ~/x/../y ~/. ~/.x ~/x/. ~/.. ] | [ /h/x/../y /h/. /h/.x /h/x/. /h/.. ]",
                "~/x/../y == ~/y | false",
                "~/x/../y < ~/x | false",
                "[ (dirOf ~/x/..) (dirOf (dirOf (dirOf ~/x/../y/z))) (baseNameOf ~/x/..) ] | [ /h/x /h/x \"..\" ]",
                "[ (toString ~/x/..) (builtins.toPath ~/x/..) ] | [ \"/h/x/..\" \"/h/x/..\" ]",
                "[ (~/x/.. + \"/y\") (~/x/.. + ./. == ~/x/..) ~/${\"x\"}/../y ] | [ /h/y false /h/y ]",
                "(import ~/./a.nix).c | { column = 7; file = \"/h/./a.nix\"; line = 1; }",
                "(import ~/sub/../a.nix).r | BASE/b",
                "(import ~/sub/../a.nix).l | 1",
                "builtins.attrNames (builtins.readDir ~/x/..) | [ \"a.nix\" \"b.nix\" \"sub\" \"x\" ]",
                "map builtins.pathExists [ ~/x/../a.nix ~/nope/../a.nix ~/x/../nope ] | [ true true false ]",
                "builtins.readFile ~/nope/../b.nix | \"1\"",
                "builtins.readFileType ~/x/.. | \"directory\"",
                "builtins.scopedImport { } ~/x/../b.nix | 1",
                "toString (dirOf (dirOf ~/x)) | \"BASE\"",
            })
    void stayAsTheyAreWritten(String program, String expected) {
        String base = home.getParent().toString();
        assertThat(nix.print(nix.evaluate(program), ValueFormat.INSTANTIATE))
                .isEqualTo(expected.replace("/h", home.toString()).replace("BASE", base));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "builtins.readFile ~/sub/../nope | path '/h/nope' does not exist",
                "import ~/x/../nope.nix | path '/h/nope.nix' does not exist",
                "builtins.storePath ~/x/.. | path '/h' is not in the Nix store",
            })
    void messagesNameWhatIsRead(String program, String expected) {
        assertThatThrownBy(() -> nix.print(nix.evaluate(program), ValueFormat.INSTANTIATE))
                .hasMessage(expected.replace("/h", home.toString()));
    }

    @Test
    void whatIsAllowedIsReadThroughDotsAndNothingElse() throws IOException {
        Path secret = Files.createFile(home.resolveSibling(home.getFileName() + "-secret"));
        LocalIo io =
                EvalIo.local().withEnvironment(Map.of("HOME", home.toString())).withNixPath(home.toString());
        try (NixEvaluator restricted = NixEvaluator.builder()
                .io(io)
                .settings(EvalSettings.DEFAULTS.withRestrictEval(true))
                .build()) {
            for (String function : List.of("readFile", "readFileType", "pathExists", "hashFile \"md5\"", "import")) {
                assertThat(restricted.evaluate("builtins." + function + " ~/sub/../b.nix"))
                        .isNotNull();
                // C++ Nix looks at the text here, and lets readFileType out: see ARCHITECTURE.md.
                String outside = "builtins." + function + " ~/../" + secret.getFileName();
                if (function.equals("pathExists")) {
                    assertThat(restricted.evaluate(outside).asBoolean()).isFalse();
                } else {
                    assertThatThrownBy(() -> restricted.evaluate(outside))
                            .isInstanceOfSatisfying(
                                    NixException.class,
                                    e -> assertThat(e.kind()).isEqualTo(ErrorKind.RESTRICTED));
                }
            }
        } finally {
            Files.delete(secret);
        }
    }

    @Test
    void withoutAHomeTheTraceIsKept() throws IOException {
        Files.writeString(home.resolve("home.nix"), "[ ~/x ]");
        try (NixEvaluator homeless = NixEvaluator.builder().io(EvalIo.local()).build()) {
            assertThatThrownBy(() -> homeless.evaluate("builtins.addErrorContext \"c\" (import " + home + "/home.nix)"))
                    .hasMessage("cannot determine user's home directory")
                    .isInstanceOfSatisfying(
                            NixException.class, e -> assertThat(e.frames()).hasSize(2));
        }
    }

    @ParameterizedTest
    @CsvSource({"/a/b/, /a/b//x", "/, //x", "rel, rel/x"})
    void theHomeIsTakenAsItIs(String odd, String expected) {
        try (NixEvaluator other = NixEvaluator.builder()
                .io(EvalIo.local().withEnvironment(Map.of("HOME", odd)))
                .build()) {
            assertThat(other.evaluate("toString ~/x").asString()).isEqualTo(expected);
        }
    }
}
