package io.github.nix4j.flake.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ProgramFetches;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.internal.json.JsonWriter;
import io.github.nix4j.lang.io.EvalSettings;
import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Fetches with {@code fetchTree}, {@code fetchGit} and {@code getFlake} in impure evaluation, and compares all that they return. */
class FetchDifferentialTest {
    @TempDir
    Path directory;

    private static final List<String> EXPRESSIONS = List.of(
            "fetchTree \"path:ROOT/plain\"",
            "fetchTree { type = \"path\"; path = \"ROOT/plain\"; }",
            "fetchTree { type = \"path\"; path = \"ROOT/plain\"; lastModified = 123; }",
            "fetchTree { type = \"path\"; path = \"ROOT/plain\"; rev = \"0123456789012345678901234567890123456789\"; revCount = 4; }",
            "fetchTree { type = \"path\"; path = \"ROOT/nope\"; }",
            "fetchTree { type = \"path\"; path = \"nope\"; }",
            "fetchTree \"git+file://ROOT/clean\"",
            "fetchTree { type = \"git\"; url = \"file://ROOT/clean\"; }",
            "fetchTree { type = \"git\"; url = \"ROOT/clean\"; ref = \"dev\"; }",
            "fetchTree { type = \"git\"; url = \"ROOT/clean\"; shallow = false; exportIgnore = true; }",
            "fetchTree { type = \"git\"; url = \"ROOT/dirty\"; }",
            "fetchTree { type = \"git\"; url = \"ROOT/clean\"; foo = 1; }",
            "fetchTree { type = \"git\"; url = \"ROOT/clean\"; revCount = -1; }",
            "fetchTree { type = \"git\"; url = \"ROOT/clean\"; name = \"x\"; }",
            "fetchTree { url = \"ROOT/clean\"; }",
            "fetchTree \"git+file://ROOT/nope\"",
            "fetchTree \"git+file://ROOT/empty\"",
            "fetchTree \"git+file://ROOT/bare\"",
            "fetchTree \"git+file://ROOT/bare?ref=dev\"",
            "fetchGit ROOT/clean",
            "fetchGit \"file://ROOT/clean\"",
            "fetchGit ROOT/dirty",
            "fetchGit ROOT/empty",
            "fetchGit ROOT/plain/a",
            "fetchGit { url = ROOT/clean; ref = \"dev\"; name = \"foo\"; }",
            "fetchGit { url = ROOT/clean; ref = \"refs/tags/v1\"; }",
            "fetchGit { url = ROOT/clean; ref = \"HEAD\"; }",
            "fetchGit { url = ROOT/clean; ref = \"HEAD\"; exportIgnore = false; }",
            "fetchGit { url = ROOT/clean; ref = \"a..b\"; }",
            "fetchGit { url = ROOT/clean; rev = \"abc\"; }",
            "fetchGit { url = ROOT/clean; ref = 5; }",
            "fetchGit { url = \"ROOT/clean\"; ref = true; }",
            "fetchGit { url = ROOT/clean; dirtyShortRev = \"x\"; }",
            // Refused for want of the feature; GitDifferentialTest has it.
            "fetchGit { url = ROOT/clean; publicKey = \"a-b\"; }",
            "fetchGit { url = \"file://ROOT/bare\"; shallow = true; }",
            "fetchGit { url = ROOT/clean; narHash = \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"; }",
            "fetchTree \"file://ROOT/t.tar.gz\"",
            "fetchTree { type = \"tarball\"; url = \"file://ROOT/t.tar.gz\"; }",
            "fetchTree { type = \"file\"; url = \"file://ROOT/t.tar.gz\"; }",
            "fetchTree { type = \"file\"; url = \"file://ROOT/nope\"; }",
            "fetchTree \"file://ROOT/nope.tar.gz\"",
            "fetchTree \"file:./t.tar.gz\"",
            "fetchTree { type = \"tarball\"; url = \"file://ROOT/t.tar.gz\"; narHash = \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"; }",
            "fetchTree \"nixpkgs\"",
            "fetchTree { type = \"indirect\"; id = \"nixpkgs\"; }",
            "(builtins.getFlake \"path:ROOT/flake\").v",
            "builtins.attrNames (builtins.getFlake \"git+file://ROOT/clean?dir=sub\")",
            "(builtins.getFlake \"ROOT/flake\").outPath",
            "builtins.getFlake \"./flake\"",
            "builtins.readFile \"${fetchTree \"path:ROOT/plain\"}/a\"",
            "builtins.readDir (fetchGit ROOT/clean)",
            "builtins.attrNames (builtins.readDir (fetchGit { url = ROOT/clean; exportIgnore = false; }))");

    @TestFactory
    Stream<DynamicTest> treesAreThoseOfNix() throws IOException, InterruptedException {
        ReferenceNix reference = ReferenceNix.in(directory);
        Path root = Files.createDirectories(directory.resolve("root"));
        make(reference, root);
        return EXPRESSIONS.stream()
                .map(expression -> DynamicTest.dynamicTest(expression, () -> {
                    String text = expression.replace("ROOT", root.toString());
                    ReferenceNix.Result result =
                            reference.nix(root, "eval", "--impure", "--json", "--expr", shown(text));
                    String expected =
                            result.status() == 0 ? result.out().strip() : lastError(reference.logical(result.err()));
                    assertThat(ours(reference, root, shown(text))).isEqualTo(expected);
                }));
    }

    /** {@code outPath} would hide the other attributes. */
    private static String shown(String expression) {
        return "let r = " + expression + "; in if builtins.isAttrs r && r ? outPath "
                + "then builtins.removeAttrs r [ \"outPath\" ] // { place = \"${r}\"; } else r";
    }

    private static void make(ReferenceNix reference, Path root) throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("plain"));
        Files.writeString(root.resolve("plain/a"), "a\n");
        Files.createDirectories(root.resolve("flake"));
        Files.writeString(root.resolve("flake/flake.nix"), "{ outputs = { self }: { v = self.outPath; }; }\n");
        for (String name : List.of("clean", "dirty")) {
            Path repository = Files.createDirectories(root.resolve(name));
            Files.createDirectories(repository.resolve("sub"));
            Files.writeString(repository.resolve("sub/flake.nix"), "{ outputs = { self }: { w = 1; }; }\n");
            Files.writeString(repository.resolve("file"), "1\n");
            Files.writeString(repository.resolve("secret"), "2\n");
            Files.writeString(repository.resolve(".gitattributes"), "secret export-ignore\n");
            reference.git(repository, "init", "-q");
            reference.git(repository, "add", "-A");
            reference.git(repository, "commit", "-qm", "one");
            reference.git(repository, "tag", "v1");
            reference.git(repository, "checkout", "-qb", "dev");
            Files.writeString(repository.resolve("file"), "dev\n");
            reference.git(repository, "commit", "-qam", "two");
            reference.git(repository, "checkout", "-q", "master");
        }
        Files.writeString(root.resolve("dirty/file"), "changed\n");
        Files.writeString(root.resolve("dirty/untracked"), "untracked\n");
        reference.git(root, "clone", "-q", "--bare", "clean", "bare");
        reference.git(root, "init", "-q", "empty");
        reference.run(root, List.of("tar", "--mtime=@1000000000", "-czf", "t.tar.gz", "plain"));
        for (String path : List.of("plain/a", "plain", "flake/flake.nix", "flake")) {
            Files.setLastModifiedTime(root.resolve(path), FileTime.fromMillis(1_700_000_000_000L));
        }
    }

    private static String lastError(String text) {
        int at = text.lastIndexOf("error: ");
        return text.substring(Math.max(at, 0)).lines().findFirst().orElse("").strip();
    }

    private String ours(ReferenceNix reference, Path root, String expression) {
        List<String> warnings = new ArrayList<>();
        FetchSettings settings = FetchSettings.in(root, warnings::add)
                .withRemotes(
                        UrlFetcher.cachedIn(directory.resolve("cache"), Duration.ofHours(1)),
                        directory.resolve("clones"),
                        Duration.ofHours(1));
        NixEvaluator.Builder evaluator = NixEvaluator.builder().settings(EvalSettings.DEFAULTS);
        try (FlakeEvaluator flakes = FlakeEvaluator.of(
                evaluator,
                FlakeLoader.builder(root).settings(settings).storedTrees(reference::stored),
                ProgramFetches.ALL)) {
            return ByteText.toUnicode(EvaluatorInternals.of(flakes.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
                SourcePath base = new SourcePath(ev.engine.io().root(), TreePath.of(root.toString()));
                Value value = ev.engine.evaluate(ev, SourceFile.ofString(ByteText.fromUnicode(expression)), base);
                return JsonWriter.toJson(ev, value, new ContextBuilder(), true);
            }));
        } catch (NixException e) {
            return lastError(e.toString());
        }
    }
}
