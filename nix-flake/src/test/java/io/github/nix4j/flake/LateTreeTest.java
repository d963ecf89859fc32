package io.github.nix4j.flake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.value.ValueFormat;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Flakes in large trees, which are hashed when something needs the hash. */
class LateTreeTest {
    private static final long LARGE = 20 << 20;

    /** What programs do with their own tree. Each is evaluated by itself, so that it is the first to ask for the hash. */
    private static final List<String> USES = List.of(
            "1",
            "\"${self}\"",
            "self.outPath",
            "self.narHash",
            "self.sourceInfo",
            "self.sourceInfo.outPath",
            "builtins.attrNames self.sourceInfo",
            "self.lastModified",
            "self ? narHash",
            "builtins.trace self.sourceInfo 1",
            "builtins.trace [ ./x.nix ] 1",
            "./a + \"/b\"",
            "./. + \"b\"",
            "./../x",
            "./x.nix",
            "[ ./. ./x.nix ]",
            "toString ./.",
            "toString ./x.nix",
            "import ./x.nix",
            "(import ./x.nix).position",
            "[ (import ./x.nix).f ] == [ (import (self + \"/x.nix\")).f ]",
            "[ (import \"${self}/x.nix\").f ] == [ (import ./x.nix).f ]",
            "[ (import ./link.nix).f ] == [ (import ./x.nix).f ]",
            "builtins.readDir ./.",
            "builtins.readDir ./..",
            "builtins.readDir \"${self}/folder\"",
            "builtins.readFile ./folder/y",
            "builtins.readFile ./link.nix",
            "builtins.readFileType ./link.nix",
            "builtins.hashFile \"sha256\" ./x.nix",
            "map builtins.pathExists [ ./x.nix ./none ../. ./folder/. /nix/store /nix ./x.nix/y ]",
            "builtins.pathExists /nix/store/00000000000000000000000000000000-source",
            "builtins.pathExists \"${self}/x.nix\"",
            "builtins.pathExists (builtins.storePath self.outPath)",
            "__curPos",
            "builtins.unsafeGetAttrPos \"use0\" self",
            "./x.nix == self + \"/x.nix\"",
            "./x.nix == /. + builtins.unsafeDiscardStringContext \"${self}/x.nix\"",
            "./a < ./b",
            "/z < ./b",
            "[ (baseNameOf ./.) (baseNameOf ./x.nix) ]",
            "[ (dirOf ./.) (dirOf ./x.nix) ]",
            "builtins.genericClosure { startSet = [ { key = ./a; } ]; operator = x: [ { key = ./b; } { key = ./a; } ]; }",
            "builtins.path { path = ./x.nix; }",
            "builtins.path { path = ./folder; filter = path: type: builtins.trace path true; }",
            "builtins.filterSource (path: type: baseNameOf path == \"y\") ./folder",
            "\"${./x.nix}\"",
            "\"${./folder}/y\"",
            "builtins.getContext \"${self}\"",
            "(derivation { name = \"n\"; system = \"s\"; builder = ./x.nix; source = self; }).drvPath",
            "(derivation { name = \"n\"; system = \"s\"; builder = ./x.nix; source = ./folder; }).drvPath",
            "builtins.findFile [ { prefix = \"a\"; path = ./.; } ] \"a/x.nix\"",
            "builtins.hashString \"sha256\" self",
            "builtins.toJSON { inherit (self) sourceInfo; }",
            "builtins.toJSON ./x.nix",
            "builtins.toXML { inherit (self) sourceInfo outputs; }",
            "builtins.scopedImport { a = 1; } ./scoped.nix",
            "import ./none.nix",
            "import ./wrong.nix",
            "import ./unbound.nix",
            "import ./folder",
            "throw \"x\"",
            "builtins.readFile ./folder",
            "builtins.fromJSON (builtins.readFile ./x.nix)",
            "builtins.tryEval (import ./throws.nix)",
            "builtins.addErrorContext \"c\" (import ./throws.nix)",
            "self.inputs",
            "self.none");

    @TempDir
    Path directory;

    private Path flake;

    @BeforeEach
    void makeFlake() throws IOException {
        flake = directory.resolve("flake");
        Files.createDirectories(flake.resolve("folder"));
        write("flake.nix", flake(USES));
        write("x.nix", "{ f = x: x; position = __curPos; }\n");
        write("scoped.nix", "[ a ./x.nix ]");
        write("wrong.nix", "{ a = ; }");
        write("unbound.nix", "{ a = unbound; }");
        write("throws.nix", "throw \"here\"");
        write("folder/y", "text");
        Files.createSymbolicLink(flake.resolve("link.nix"), Path.of("x.nix"));
        try (RandomAccessFile file = new RandomAccessFile(flake.resolve("large").toFile(), "rw")) {
            file.setLength(LARGE);
        }
    }

    private static String flake(List<String> uses) {
        StringBuilder outputs = new StringBuilder("{\n  outputs = { self }: {\n");
        for (int i = 0; i < uses.size(); i++) {
            outputs.append("    use")
                    .append(i)
                    .append(" = ")
                    .append(uses.get(i))
                    .append(";\n");
        }
        return outputs.append("  };\n}\n").toString();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(flake.resolve(name), text);
    }

    private void commitAndChange() throws IOException, InterruptedException {
        git("init", "--quiet");
        git("add", "--all");
        git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message=All");
        // Uncommitted changes: nothing is remembered of such a tree.
        write("folder/y", "other text");
    }

    private void git(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", flake.toString()));
        command.addAll(List.of(words));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    /** A flake that is asked for with its hash is hashed before anything of it is evaluated. */
    @ParameterizedTest
    @CsvSource({"path:, true", "path:, false", "git+file://, true", "git+file://, false"})
    void everythingIsAsInATreeThatWasHashedBefore(String scheme, boolean pure) throws Exception {
        if (scheme.startsWith("git")) {
            commitAndChange();
        }
        String late = scheme + flake;
        String hash;
        try (FlakeEvaluator flakes = evaluator(new StringBuilder(), pure)) {
            hash = load(flakes, late).locked().input().narHash();
        }
        String early = scheme + flake + "?narHash=" + hash.replace("+", "%2B").replace("=", "%3D");
        StringBuilder expectedSaid = new StringBuilder();
        StringBuilder said = new StringBuilder();
        try (FlakeEvaluator theirs = evaluator(expectedSaid, pure);
                FlakeEvaluator ours = evaluator(said, pure)) {
            for (int i = 0; i < USES.size(); i++) {
                theirs.refresh();
                String expected = result(theirs, load(theirs, early), i);
                ours.refresh();
                Flake large = load(ours, late);
                assertThat(large.directory().late()).isNotNull();
                assertThat(large.directory().late().isKnown()).isFalse();
                assertThat(result(ours, large, i)).as(USES.get(i)).isEqualTo(expected);
                assertThat(said.toString()).as(USES.get(i)).isEqualTo(expectedSaid.toString());
            }
        }
    }

    private FlakeEvaluator evaluator(StringBuilder said, boolean pure) {
        EvalListener listener = new EvalListener() {
            @Override
            public void traceUnicode(String text) {
                said.append(text).append('\n');
            }
        };
        return FlakeEvaluator.of(
                NixEvaluator.builder()
                        .settings(EvalSettings.DEFAULTS.withPureEval(pure).withShowTrace(true))
                        .listener(listener),
                FlakeLoader.builder(directory));
    }

    private static Flake load(FlakeEvaluator flakes, String reference) {
        return flakes.loader().load(reference);
    }

    private static String result(FlakeEvaluator flakes, Flake flake, int use) {
        try {
            return flakes.evaluator().print(flakes.output(flake, EvalOptions.UNLIMITED, "use" + use), ValueFormat.EVAL);
        } catch (NixException e) {
            return ErrorRenderer.plain().withFullTrace(true).render(e);
        }
    }

    @Test
    void whatNeedsNoHashReadsNoLargeFile() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/io")), "the system does not tell how much is read");
        List<String> uses = List.of(
                "1",
                "import ./x.nix",
                "./a + \"/b\"",
                "builtins.readFile ./folder/y",
                "builtins.attrNames self.sourceInfo",
                "\"${./folder}/y\"",
                "[ (import ./link.nix).f ] == [ (import ./x.nix).f ]");
        // A path that leads out of the tree has to be known for its own name.
        write("flake.nix", flake(uses));
        write("x.nix", "{ f = x: x; }\n");
        for (String scheme : List.of("path:", "git+file://")) {
            if (scheme.startsWith("git")) {
                commitAndChange();
            }
            for (int i = 0; i < uses.size(); i++) {
                try (FlakeEvaluator flakes = evaluator(new StringBuilder(), true)) {
                    long before = bytesRead();
                    Flake loaded = load(flakes, scheme + flake);
                    flakes.output(loaded, EvalOptions.UNLIMITED, "use" + i);
                    String what = scheme + " " + uses.get(i);
                    assertThat(bytesRead() - before).as(what).isLessThan(LARGE / 2);
                    assertThat(loaded.locked().input().narHash()).startsWith("sha256-");
                    assertThat(bytesRead() - before).as(what + ", hashed now").isGreaterThan(LARGE);
                }
            }
        }
    }

    private static long bytesRead() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/io"))) {
            if (line.startsWith("rchar: ")) {
                return Long.parseLong(line.substring("rchar: ".length()));
            }
        }
        throw new IOException("/proc/self/io does not tell what was read");
    }

    @Test
    void aLockFileThatIsWrittenIsNoPartOfTheTreeThatItLocks() throws IOException {
        Path input = Files.createDirectories(directory.resolve("input"));
        Files.writeString(input.resolve("flake.nix"), "{ outputs = _: { }; }");
        write("flake.nix", "{ inputs.a.url = \"path:" + input + "\"; outputs = { self, a }: { h = self.narHash; }; }");
        String before;
        try (FlakeEvaluator flakes = evaluator(new StringBuilder(), true)) {
            before = load(flakes, "path:" + flake).locked().input().narHash();
        }
        try (FlakeEvaluator flakes = evaluator(new StringBuilder(), true)) {
            Flake locked = flakes.loader()
                    .load(flakes.loader().references().parse("path:" + flake), LockMode.DEFAULT, LockOutput.WRITE);
            assertThat(flake.resolve("flake.lock")).exists();
            assertThat(flakes.output(locked, EvalOptions.UNLIMITED, "h").asString())
                    .isEqualTo(before);
        }
    }

    @Test
    void whatCannotBeCopiedFailsWhenItIsFetched() throws Exception {
        Path pipe = flake.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there is no mkfifo to run");
        try (FlakeEvaluator flakes = evaluator(new StringBuilder(), true)) {
            assertThatThrownBy(() -> load(flakes, "path:" + flake))
                    .isInstanceOf(NixException.class)
                    .hasMessageContaining("has an unsupported type");
        }
    }
}
