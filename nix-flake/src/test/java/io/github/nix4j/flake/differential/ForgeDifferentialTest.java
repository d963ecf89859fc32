package io.github.nix4j.flake.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ProgramFetches;
import io.github.nix4j.flake.fetch.AccessTokens;
import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.fetch.Remotes;
import io.github.nix4j.flake.loopback.FakeWeb;
import io.github.nix4j.flake.loopback.FakeWeb.Answer;
import io.github.nix4j.lang.ErrorRenderer;
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
import io.github.nix4j.store.activity.ActivityListener;
import io.github.nix4j.store.fetch.Downloader;
import io.github.nix4j.store.fetch.RetryPolicy;
import io.github.nix4j.store.tree.TreePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Both programs fetch from the same fake forges: values, messages, warnings and requests are compared. */
class ForgeDifferentialTest {
    private static final String REV = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "fedcba9876543210fedcba9876543210fedcba98";
    private static final String WORK_TREE = "\"tree\":{\"sha\":\"1111111111111111111111111111111111111111\"}";
    private static final List<String> HOSTS = List.of(
            "github.com", "api.github.com", "codeload.github.com", "gitlab.com", "git.sr.ht", "forge.example.org");
    private static final String TOKENS = "github.com/priv=hub github.com/priv/deep=deeper gitlab.com=PAT:lab"
            + " gitlab.com/oauth=OAuth2:two gitlab.com/blank=PAT: gitlab.com/kind=Kind:x =nobody git.sr.ht=hut forge.example.org=own";

    private static final Map<String, String> ODD_COMMITS = Map.of(
            "no-tree", "{\"sha\":\"" + REV + "\"}",
            "odd-tree", "{\"sha\":\"" + REV + "\",\"commit\":{\"tree\":{\"sha\":\"zz\"}}}",
            "null", "null",
            "cut", "{\"sha\":",
            "short", "{\"sha\":\"0123\",\"commit\":{" + WORK_TREE + "}}");

    @TempDir
    Path directory;

    private FakeWeb web;

    private static final List<String> EXPRESSIONS = List.of(
            "fetchTree \"github:o/r\"",
            "fetchTree \"github:o/r/dev\"",
            "fetchTree \"github:o/r/nope\"",
            "fetchTree \"github:o/r/" + REV + "\"",
            "fetchTree \"github:o/r/" + OTHER + "\"",
            "fetchTree \"github:o/r?ref=feature/x\"",
            "fetchTree { type = \"github\"; owner = \"o\"; repo = \"r\"; ref = \"dev\"; }",
            "fetchTree { type = \"github\"; owner = \"o\"; repo = \"r\"; rev = \"" + REV + "\"; }",
            "fetchTree { type = \"github\"; owner = \"o\"; }",
            "fetchTree { type = \"github\"; owner = \"o\"; repo = \"r\"; host = \"x/y\"; }",
            "fetchTree { type = \"github\"; owner = \"o\"; repo = \"r\"; foo = 1; }",
            "fetchTree { type = \"github\"; owner = \"o\"; repo = \"r\"; rev = \"" + REV
                    + "\"; narHash = \"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\"; }",
            "fetchTree { type = \"github\"; owner = \"o\"; repo = \"r\"; rev = \"" + REV + "\"; lastModified = 7; }",
            "fetchTree \"github:o/odd\"",
            "fetchTree \"github:o/oddcommit\"",
            "fetchTree \"github:o/r/no-tree\"",
            "fetchTree \"github:o/r/odd-tree\"",
            "fetchTree \"github:o/r/null\"",
            "fetchTree \"github:o/r/cut\"",
            "fetchTree \"github:o/r/short\"",
            "fetchTree \"github:o/secret\"",
            "fetchTree \"github:o/broken/" + OTHER + "\"",
            "fetchTree \"github:priv/a\"",
            "fetchTree \"github:priv/deep/main\"",
            "fetchTree \"github:o/r?host=forge.example.org\"",
            "fetchTree \"gitlab:o/r\"",
            "fetchTree \"gitlab:o/r/dev\"",
            "fetchTree \"gitlab:o/r/empty\"",
            "fetchTree \"gitlab:o/r/odd\"",
            "fetchTree \"gitlab:o/r/null\"",
            "fetchTree \"gitlab:o/r/number\"",
            "fetchTree \"gitlab:o/r/nested\"",
            "fetchTree \"gitlab:oauth/r\"",
            "fetchTree \"gitlab:blank/r\"",
            "fetchTree \"gitlab:kind/r\"",
            "fetchTree \"gitlab:o/r/" + REV + "?host=forge.example.org\"",
            "fetchTree \"gitlab:group%2Fsub/r\"",
            "fetchTree \"sourcehut:~o/r\"",
            "fetchTree \"sourcehut:~o/r/v1.0\"",
            "fetchTree \"sourcehut:~o/r/nope\"",
            "fetchTree \"sourcehut:~o/r/" + REV + "\"",
            "builtins.readFile \"${fetchTree \"github:o/r/" + REV + "\"}/file\"",
            "builtins.readFile \"${fetchTree \"github:o/r/" + REV + "\"}/nope\"",
            "import (fetchTree \"github:o/r/" + REV + "\")",
            "builtins.getFlake \"github:o/r/" + REV + "\"",
            "(builtins.getFlake \"github:o/r/" + REV + "?dir=sub\").v",
            "builtins.getFlake \"github:o/r/" + REV + "?dir=nope\"",
            "(builtins.getFlake \"github:o/r?dir=sub\").sourceInfo");

    private void serve() throws Exception {
        ReferenceNix tools = ReferenceNix.in(directory);
        Path top = Files.createDirectories(directory.resolve("pack/r-0123456"));
        Files.writeString(top.resolve("file"), "content\n");
        Files.createDirectories(top.resolve("sub"));
        Files.writeString(top.resolve("sub/flake.nix"), "{ outputs = { self }: { v = self.rev; }; }\n");
        tools.run(
                directory,
                List.of("tar", "--mtime=@1600000000", "--sort=name", "-czf", "t.tar.gz", "-C", "pack", "r-0123456"));
        Answer archive = Answer.bytes(Files.readAllBytes(directory.resolve("t.tar.gz")));
        Answer commit = Answer.text("{\"sha\":\"" + REV + "\",\"commit\":{" + WORK_TREE + "}}");
        for (String ref : List.of("HEAD", "dev", "feature/x")) {
            web.set("api.github.com/repos/o/r/commits/" + ref, commit);
        }
        web.set("github.com/o/r/archive/" + REV + ".tar.gz", archive);
        web.set("api.github.com/repos/o/r/commits/nope", Answer.status(422, "{\"message\":\"No commit found\"}"));
        for (var odd : ODD_COMMITS.entrySet()) {
            web.set("api.github.com/repos/o/r/commits/" + odd.getKey(), Answer.text(odd.getValue()));
        }
        web.set("api.github.com/repos/o/odd/commits/HEAD", Answer.text("[]"));
        web.set("api.github.com/repos/o/oddcommit/commits/HEAD", Answer.text("{\"sha\":7}"));
        web.set(
                "api.github.com/repos/o/secret/commits/HEAD",
                Answer.status(403, "{\"message\":\"API rate limit exceeded\"}"));
        web.set("github.com/o/broken/archive/" + OTHER + ".tar.gz", Answer.text("this is no archive"));
        web.set("api.github.com/repos/priv/a/commits/HEAD", commit);
        web.set(
                "api.github.com/repos/priv/a/tarball/" + REV,
                Answer.status(302, "").with("Location", "https://codeload.github.com/priv/a/tar.gz/" + REV));
        web.set("codeload.github.com/priv/a/tar.gz/" + REV, archive);
        web.set(
                "api.github.com/repos/priv/deep/commits/main",
                Answer.text("{\"sha\":\"" + OTHER + "\",\"commit\":{" + WORK_TREE + "}}"));
        web.set("api.github.com/repos/priv/deep/tarball/" + OTHER, archive);
        web.set("forge.example.org/api/v3/repos/o/r/commits/HEAD", commit);
        web.set("forge.example.org/api/v3/repos/o/r/tarball/" + REV, archive);
        for (String project : List.of("o%2Fr", "oauth%2Fr", "blank%2Fr", "kind%2Fr", "group%2Fsub%2Fr")) {
            String api = "gitlab.com/api/v4/projects/" + project + "/repository/";
            web.set(api + "commits?ref_name=HEAD", Answer.text("[{\"id\":\"" + REV + "\"},{\"id\":\"x\"}]"));
            web.set(api + "commits?ref_name=dev", Answer.text("[{\"id\":\"" + OTHER + "\"}]"));
            web.set(api + "commits?ref_name=null", Answer.text("[{\"message\":\"m\"},7]"));
            web.set(api + "commits?ref_name=number", Answer.text("[{\"id\":7}]"));
            web.set(api + "commits?ref_name=nested", Answer.text("[[]]"));
            web.set(api + "commits?ref_name=empty", Answer.text("[]"));
            web.set(api + "commits?ref_name=odd", Answer.text("{\"message\": \"404 Project Not Found\"}"));
            web.set(api + "archive.tar.gz?sha=" + REV, archive);
            web.set(api + "archive.tar.gz?sha=" + OTHER, archive);
        }
        web.set("forge.example.org/api/v4/projects/o%2Fr/repository/archive.tar.gz?sha=" + REV, archive);
        web.set("git.sr.ht/~o/r/HEAD", Answer.text("ref: refs/heads/main"));
        web.set(
                "git.sr.ht/~o/r/info/refs",
                Answer.text(OTHER + "\trefs/heads/main\n" + REV + "\trefs/heads/other\n" + OTHER + "\trefs/tags/v1x0\n"
                        + REV + "\trefs/tags/v1.0\n"));
        web.set("git.sr.ht/~o/r/archive/" + REV + ".tar.gz", archive);
        web.set("git.sr.ht/~o/r/archive/" + OTHER + ".tar.gz", archive);
    }

    @TestFactory
    Stream<DynamicTest> forgesAreAskedAsByNix() throws Exception {
        ReferenceNix reference = ReferenceNix.in(directory);
        web = new FakeWeb(directory, HOSTS);
        serve();
        web.environment().forEach(reference::set);
        return EXPRESSIONS.stream()
                .map(expression -> DynamicTest.dynamicTest(expression, () -> {
                    String shown = shown(expression);
                    reference.forgetFetches();
                    web.takeAsked();
                    ReferenceNix.Result result = reference.nix(
                            directory,
                            "eval",
                            "--impure",
                            "--json",
                            "--option",
                            "access-tokens",
                            TOKENS,
                            "--extra-experimental-features",
                            "fetch-tree",
                            "--expr",
                            shown);
                    List<String> expectedRequests = web.takeAsked();
                    String expected =
                            result.status() == 0 ? result.out().strip() : errors(reference.logical(result.err()));
                    assertThat(ours(shown)).isEqualTo(expected);
                    assertThat(web.takeAsked()).isEqualTo(expectedRequests);
                }));
    }

    @AfterEach
    void stop() throws Exception {
        if (web != null) {
            web.close();
        }
    }

    /** {@code outPath} would hide the other attributes. */
    private static String shown(String expression) {
        return "let r = " + expression + "; in if builtins.isAttrs r && r ? outPath "
                + "then builtins.removeAttrs r [ \"outPath\" ] // { place = \"${r}\"; } else r";
    }

    private static String errors(String text) {
        int at = text.indexOf("error:");
        return text.substring(Math.max(at, 0)).strip();
    }

    private String ours(String expression) throws Exception {
        List<String> warnings = new ArrayList<>();
        Downloader downloader = Downloader.builder(web.client(), directory.resolve("cache" + System.nanoTime()))
                .retries(RetryPolicy.never())
                .build();
        FetchSettings settings = FetchSettings.in(directory, warnings::add)
                .withRemotes(new Remotes(
                        UrlFetcher.cachedIn(
                                directory.resolve("trees" + System.nanoTime()),
                                Duration.ofHours(1),
                                downloader,
                                ActivityListener.NONE),
                        directory.resolve("clones"),
                        Duration.ofHours(1),
                        AccessTokens.parse(List.of(TOKENS.split(" ")))));
        EvalSettings evaluation = EvalSettings.DEFAULTS;
        try (FlakeEvaluator flakes = FlakeEvaluator.of(
                NixEvaluator.builder().settings(evaluation),
                FlakeLoader.builder(directory)
                        .experimentalFeatures(Set.of("nix-command", "flakes", "fetch-tree"))
                        .settings(settings),
                ProgramFetches.ALL)) {
            return ByteText.toUnicode(EvaluatorInternals.of(flakes.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
                SourcePath base = new SourcePath(ev.engine.io().root(), TreePath.of(directory.toString()));
                Value value = ev.engine.evaluate(ev, SourceFile.ofString(ByteText.fromUnicode(expression)), base);
                return JsonWriter.toJson(ev, value, new ContextBuilder(), true);
            }));
        } catch (NixException e) {
            return errors(ByteText.toUnicode(ErrorRenderer.plain().render(e)));
        }
    }
}
