package io.github.nix4j.flake.hint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.syntax.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was meant by texts and names that are wrong. */
class HintsTest {
    @TempDir
    Path directory;

    // Lines are separated by | here.
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\u0001',
            value = {
                "{|  inputs.a.url = \"a\"|  inputs.b.url = \"b\";|  outputs = _: { };|} ~ 2:21: a semicolon seems to be missing here",
                "{|  description = \"d\"|  outputs = _: { };|} ~ 2:20: a semicolon seems to be missing here",
                "{|  outputs = _: { a = 1 };|} ~ 2:23: a semicolon seems to be missing here",
                "{|  outputs = _: { }|} ~ 2:19: a semicolon seems to be missing here",
                "{|  inputs = {|    a.url = \"a\";|  outputs = _: { };|} ~ 2:12: this '{' is not closed where its indentation ends",
                "{|  outputs = _: {|    a = [ 1 2;|    b = { };|  };|} ~ 3:9: this '[' is not closed where its indentation ends",
                "{|  outputs = _: (x {|    a = 1;|  };|} ~ 2:16: this '(' is not closed where its indentation ends",
                "{|  outputs = _: { };|};|} ~ 4:1: this '}' closes nothing",
                "{|  outputs = _: { };|}|} ~ 4:1: this '}' closes nothing",
                "{|  outputs = { self }: {|    x = 1; }|  };|} ~ 3:12: this '}' seems to be one too many: line 4 closes the same '{'",
                "{|  outputs = _: {|    x = 1; };|  };|} ~ 3:12: this '}' seems to be one too many: line 4 closes the same '{'",
                "{|  outputs = _: {|    x = { y = 1; } };|    z = 2;|  };|} ~ 3:20: this '}' seems to be one too many: line 5 closes the same '{'",
                "{|  outputs = _: {|    x = 1; }|    y = {|      z = 1;|    };|  };|} ~ 3:12: this '}' seems to be one too many: line 7 closes the same '{'",
                "{|  a = {|    b = 1;|  };|  outputs = _: {|    x = {|      y = 1; }|    };|  };|} ~ 7:14: this '}' seems to be one too many: line 8 closes the same '{'",
                "{|  outputs = { self }: { x = 1; } };|} ~ 2:34: this '}' seems to be one too many: line 3 closes the same '{'",
                "{|  outputs = _: (x {|    a = 1; }|  });|} ~ 3:12: this '}' seems to be one too many: line 4 closes the same '{'",
                "{|  outputs = _: [|    1 ]|  ];|} ~ 3:7: this ']' seems to be one too many: line 4 closes the same '['",
                "{|  outputs = _: {|    x = {|      y = 1;|    };|    };|  };|} ~ 6:5: this '}' closes nothing",
                "{|  outputs = _: f { x = 1;|                   y = 2;|                 };|};|} ~ 6:1: this '}' closes nothing",
                "{|  outputs = _: f (x: {|    a = 1;|  });|  b = [|    1|  ];|}|} ~ 9:1: this '}' closes nothing",
                "{ a = 1; } } ~ 1:12: this '}' closes nothing",
                "{|  outputs = _: \"${x\";|} ~ 2:17: this '${' is not closed where its indentation ends",
                "{ a = [ 1 2; b = 3; } ~ 1:7: this '[' is not closed",
                "{ a = ( ~ 1:7: this '(' is not closed",
                "{|  a = [ 1 2; b = 3; };|} ~ 2:7: this '[' is not closed",
                "{|  inputs.a.url = \"path:./x;|  outputs = _: { };|} ~ 2:18: the string that begins here is not closed",
                "{|  a.url = \"path:./x;|  b.url = \"path:./y\";|} ~ 2:11: the string that begins here seems not to be closed where it should end",
                "{|  d = \"${\"x\"} y\";|  a = \"x;|  b = \"\";|  c = \"z\";|} ~ 3:7: the string that begins here seems not to be closed where it should end",
                "{|  a = ''x;|  b = 1;|} ~ 2:7: the string that begins here is not closed",
                "{|  c = ''| z|'';|  a = ''x;|  b = ''y;'';|} ~ 5:7: the string that begins here seems not to be closed where it should end",
                "{|  a = \"x\";|  b = [ { c = \"y; ];|} ~ 3:15: the string that begins here is not closed",
                "{|  outputs = _: { };|} ~ NONE",
                "{|  outputs = _: 1 +;|} ~ NONE"
            })
    void whereATextWentWrong(String text, String hint) {
        SyntaxHint found =
                SyntaxHint.of(SourceFile.of("f", text.replace('|', '\n').getBytes()));
        assertThat(found == null ? "NONE" : found.describe().replaceFirst("^f:", ""))
                .isEqualTo(hint);
    }

    private List<String> hints(String flake, LockMode mode) throws IOException {
        for (String name : List.of("nixpkgs", "dep")) {
            Files.createDirectories(directory.resolve(name));
            Files.writeString(
                    directory.resolve(name + "/flake.nix"),
                    name.equals("dep")
                            ? "{ inputs.nixpkgs.url = \"path:../nixpkgs\"; outputs = _: { }; }"
                            : "{ outputs = _: { }; }");
        }
        Files.writeString(directory.resolve("flake.nix"), flake);
        List<String> hints = new ArrayList<>();
        FlakeLoader loader = FlakeLoader.builder(directory)
                .hints(hint -> hints.add(hint.text()))
                .build();
        try {
            loader.plan(loader.references().parse("path:."), mode);
        } catch (NixException e) {
            assertThat(e.nixMessage().text())
                    .containsAnyOf("nixp", "ulr", "deps", "lacks attribute", "unsupported attribute");
        }
        return hints;
    }

    @Test
    void whichNameWasMeant() throws IOException {
        String inputs = "{ inputs.nixpkgs.url = \"path:./nixpkgs\"; inputs.dep.url = \"path:./dep\"; ";
        assertThat(hints(inputs + "outputs = _: { }; }", LockMode.DEFAULT)).isEmpty();
        assertThat(hints(
                        inputs + "inputs.dep.inputs.nixpgs.follows = \"nixpkgs\"; outputs = _: { }; }",
                        LockMode.DEFAULT))
                .containsExactly("there is no input 'dep/nixpgs'; 'dep/nixpkgs' may be meant");
        assertThat(hints(
                        inputs + "inputs.dep.inputs.nixpkgs.follows = \"nixpks\"; outputs = _: { }; }",
                        LockMode.DEFAULT))
                .containsExactly("there is no input 'nixpks'; 'nixpkgs' may be meant");
        assertThat(hints(inputs + "outputs = { self, dep, nixpgks }: { }; }", LockMode.DEFAULT))
                .containsExactly("there is no input 'nixpgks'; 'nixpkgs' may be meant");
        assertThat(hints(inputs + "outputs = _: { }; }", LockMode.DEFAULT.withUpdates(Set.of(InputPath.parse("dpe")))))
                .containsExactly("there is no input 'dpe'; 'dep' may be meant");
        assertThat(hints(
                        inputs + "inputs.dep.inputs.nixpkgs.follows = \"nixpkgs\"; outputs = _: { }; }",
                        LockMode.DEFAULT.withUpdates(
                                Set.of(InputPath.parse("dep/nixpkgs"), InputPath.parse("dep/nixpkgs/x")))))
                .containsExactlyInAnyOrder(
                        "input 'dep/nixpkgs' follows 'nixpkgs'", "input 'dep/nixpkgs/x' follows 'nixpkgs/x'");
        assertThat(hints("{ inputs.nixpkgs.ulr = \"path:./nixpkgs\"; outputs = _: { }; }", LockMode.DEFAULT))
                .containsExactly("there is no input attribute 'ulr'; 'url' may be meant");
        assertThat(hints("{ input.nixpkgs.url = \"path:./nixpkgs\"; outputs = _: { }; }", LockMode.DEFAULT))
                .containsExactly("there is no flake attribute 'input'; 'inputs' may be meant");
        assertThat(hints(inputs + "output = _: { }; }", LockMode.DEFAULT))
                .containsExactly("there is no flake attribute 'output'; 'outputs' may be meant");
        assertThat(hints(inputs + "lib = { }; }", LockMode.DEFAULT)).isEmpty();
        assertThat(hints(inputs + "outputs = _: { }; lib = { }; }", LockMode.DEFAULT))
                .isEmpty();
        assertThat(hints(inputs + "outputs = { self, deps }: { }; }", LockMode.DEFAULT))
                .containsExactly("there is no input 'deps'; 'dep' may be meant");
        FlakeRef other = FlakeLoader.builder(directory).build().references().parse("path:./nixpkgs");
        assertThat(hints(
                        inputs + "outputs = _: { }; }",
                        LockMode.DEFAULT.withOverrides(Map.of(InputPath.parse("nixpkg"), other))))
                .containsExactly("there is no input 'nixpkg'; 'nixpkgs' may be meant");
    }
}
