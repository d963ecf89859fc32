package io.github.nix4j.lang.internal.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.parser.ParseOptions;
import io.github.nix4j.lang.parser.ParseResult;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.hash.HashAlgorithm;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The version of packs stands for what parsing and compiling make of texts: packs of another making must not be read. */
class PackVersionTest {
    /** What each version makes of the programs below, of those there were then. A new version gets a new line; none is changed. */
    private static final Map<Integer, String> MADE = Map.of(
            1, "14bfwgwpik23pf23llnv2s5dsqlxyiy76iwb25ndyrxgasrqw0gi", //
            2, "1kh6b70q9v9vppr1n53xrb4ilqyg7d6b4f2c8ajlkkrd0mgrqqgq", //
            3, "0h2wghn2xhclvc7l72qjzffl7ll14cibj84qf8in6nflw6za0qnv");

    /** Every form of the language. */
    private static final List<String> PROGRAMS = List.of(
            "[ 1 (-2) 3.5 1e3 true null x \"a\\n\\\"\\${\" ''\n  b\n    ''${c} ''' ''\\t\n'' ./a ../b/c /d ~/e <f/g> __curPos ]",
            "[ https://h/i \"${a}b${\"${c}\"}\" (''\n   x ${y}\n  z\n'' + ./p/${q}/r) ]",
            "a: b@{ c, d ? a, ... }: { e, f ? g }@h: { }: rec { inherit a; inherit (b) c \"d e\"; f.g.h = i; f.g.j = k; }",
            "{ a.b = 1; a = { c = 2; }; ${d} = 3; \"e\" = 4; f.${g}.h = 5; /** doc */ i = j: k; }",
            "let a = b; b.c = a; inherit (a) d e; in with a; d.e.f or g.${h} or (i ? j.\"k\".${l})",
            "let { body = x; x = 1; }",
            "assert a == b || c != d; if a && b || !c -> d then -e else f < g && h >= i",
            "a // b // c ++ d ++ e + f - g * h / i",
            "f (g: h) { i = j; } [ k (l m) (n or) ]",
            "''p'' q [ ''\n r''.s (''${t}'' u) ]",
            "x |> y |> z",
            "# comment\n/** of f */ { /** of a */ a ? 1 /* b */, b }: /** body */ a: b",
            // What is long enough is read when it is run, but for functions right in functions.
            "a: b: { c }: d: e: [ " + "a b c d e ".repeat(100) + "]");

    @Test
    void aChangeOfWhatIsMadeRaisesTheVersion() {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        for (String program : PROGRAMS) {
            ParseResult parsed =
                    NixParser.parse(SourceFile.ofString(program), ParseOptions.DEFAULT.withPipeOperators(true));
            assertThat(parsed.diagnostics()).as(program).isEmpty();
            byte[] form = FormWriter.write(parsed);
            assertThat(form).as(program).isNotNull();
            made.writeBytes(form);
        }
        assertThat(HashAlgorithm.SHA256.hash(made.toByteArray()).nix32())
                .as("what compiling makes; if it is meant to be new, raise Pack.VERSION and add a line above")
                .isEqualTo(MADE.get(Pack.VERSION));
    }
}
