package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.parser.Lint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Files give the same values, errors and warnings without a folder of compiled files, with an empty one and from a full one. */
class CompiledFolderTest {
    private static final List<String> FILES = List.of(
            "rec { a = x: y: { inherit x y; }; b = a 1 2; c = map (v: v + b.x) [ 1 2 3 ]; }",
            "let f = { a, b ? a + 1, ... }@args: args // { inherit b; }; in [ (f { a = 1; }) (f { a = 2; b = 5; c = 1; }) ]",
            "{ a = undefinedVariable; b = x: alsoUndefined; }",
            "x: let y = nowhere; in 1",
            "with { a = 1; }; [ a b ]",
            "{ z = throw \"z\"; y = throw \"y\"; a = z: throw z; }",
            "let f = x: assert x == { a = [ 1 (y: y) ]; }; x; in f { a = [ 1 2 ]; }",
            "{ f = x: x.a.b.c or (throw \"no ${x.name}\"); r = f { name = \"n\"; }; }",
            "let f = { a }: a; in f { b = 1; }",
            "builtins.unsafeGetAttrPos \"b\" { a = 1;\n  b = x: x; }",
            "(x: x.y) { z = 1; }",
            "let a = b: c: d: abort \"deep\"; in { r = a 1 2 3; }",
            "(a: a + ~/home) /x",
            "let i = n: if n == 0 then __curPos else i (n - 1); in i 20",
            "''\n  a\n    b ${toString (let q = 5; in q * 2)}\n'' + \"\\n\\${x}\"",
            "{ inherit (rec { a = b; b = 3; }) a; inherit (throw \"t\") c; }",
            "let x = y; y = x; in x",
            "{ a = [",
            "({ a ? b, b ? a }: a) { }",
            "builtins.functionArgs ({ a, b ? c, c ? 1 }: { })",
            "{ a = https://example.org/x; b = x: https://example.org/y; }",
            "scopedImport",
            "let { body = 1 + x; x = 2; }");

    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicTest> givesTheSame() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        Path folder = directory.resolve("compiled");
        for (int i = 0; i < FILES.size(); i++) {
            Path file = Files.writeString(directory.resolve("file" + i + ".nix"), FILES.get(i));
            tests.add(DynamicTest.dynamicTest(FILES.get(i), () -> {
                String parsed = run(file, null);
                assertThat(run(file, folder)).as("compiling").isEqualTo(parsed);
                assertThat(run(file, folder)).as("compiled").isEqualTo(parsed);
            }));
        }
        return tests.stream();
    }

    private static String run(Path file, Path folder) {
        StringBuilder said = new StringBuilder();
        EvalListener listener = new EvalListener() {
            @Override
            public void warning(NixException warning, boolean fromExpression) {
                said.append(ErrorRenderer.plain().render(warning)).append('\n');
            }
        };
        EvalSettings settings = EvalSettings.DEFAULTS.withLints(Lint.WARN, Lint.WARN, Lint.WARN);
        NixEvaluator.Builder builder =
                NixEvaluator.builder().io(EvalIo.local()).listener(listener).settings(settings);
        if (folder != null) {
            builder.compiledFolder(folder);
        }
        try (NixEvaluator nix = builder.build()) {
            String expression =
                    "builtins.toJSON (let v = import " + file + "; in if builtins.isFunction v then v 1 else v)";
            said.append(nix.evaluate(expression).asString());
        } catch (NixException e) {
            said.append(ErrorRenderer.plain().withFullTrace(true).render(e));
        }
        return said.toString();
    }
}
