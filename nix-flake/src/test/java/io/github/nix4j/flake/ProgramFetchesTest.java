package io.github.nix4j.flake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.FlakeRefParser;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.EvalIo;
import io.github.nix4j.lang.io.EvalListener;
import io.github.nix4j.lang.io.EvalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a flake's program can reach when its host grants nothing, and what when it does. */
class ProgramFetchesTest {
    private static final EvalSettings IMPURE = EvalSettings.DEFAULTS.withPureEval(false);

    @TempDir
    Path directory;

    private Path flake;
    private Path other;

    @BeforeEach
    void world() throws IOException, GitAPIException {
        flake = Files.createDirectories(directory.resolve("flake"));
        other = Files.createDirectories(directory.resolve("other"));
        Files.writeString(other.resolve("secret"), "hidden");
        Files.writeString(other.resolve("flake.nix"), "{ outputs = _: { secret = \"hidden\"; }; }");
        try (Git git = Git.init().setDirectory(other.toFile()).call()) {
            git.add().addFilepattern(".").call();
        }
    }

    private String evaluate(String expression, NixEvaluator.Builder evaluator, ProgramFetches granted)
            throws IOException {
        Files.writeString(
                flake.resolve("flake.nix"),
                "{ inputs.other = { url = \"path:" + other + "\"; flake = false; };\n"
                        + "  outputs = { self, other }: { v = " + expression.replace("OTHER", other.toString())
                        + "; }; }");
        try (FlakeEvaluator flakes = FlakeEvaluator.of(evaluator, FlakeLoader.builder(flake), granted)) {
            return flakes.output(flakes.loader().load("path:" + flake), EvalOptions.UNLIMITED, "v")
                    .asString();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "builtins.readFile \"${builtins.fetchGit \"OTHER\"}/secret\"",
                "builtins.readFile \"${builtins.fetchTree { type = \"path\"; path = \"OTHER\"; }}/secret\"",
                "builtins.readFile \"${builtins.fetchTree \"git+file://OTHER\"}/secret\"",
                "(builtins.getFlake \"path:OTHER\").secret",
                "(builtins.getFlake \"OTHER\").secret",
            })
    void localFilesNeedAGrant(String expression) throws IOException {
        assertThatThrownBy(() ->
                        evaluate(expression, NixEvaluator.builder().settings(IMPURE), new ProgramFetches(false, true)))
                .isInstanceOfSatisfying(
                        NixException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.RESTRICTED))
                .hasMessageContaining("is forbidden: programs may not fetch local files here");
        NixEvaluator.Builder granted = NixEvaluator.builder().settings(IMPURE);
        assertThat(evaluate(expression, granted, new ProgramFetches(true, false)))
                .isEqualTo("hidden");
    }

    @Test
    void pinnedTreesNeedOneToo() throws IOException {
        FlakeRef ref = FlakeRefParser.of(ReferenceRules.quiet()).parse("path:" + other);
        String pinned = FlakeLoader.builder(flake)
                .build()
                .load(ref, io.github.nix4j.flake.lock.LockMode.DEFAULT, io.github.nix4j.flake.lock.LockOutput.WRITE)
                .locked()
                .toString();
        String expression = "(builtins.getFlake \"" + pinned + "\").secret";
        assertThatThrownBy(() -> evaluate(expression, NixEvaluator.builder(), ProgramFetches.NONE))
                .hasMessageContaining("is forbidden");
        assertThat(evaluate(expression, NixEvaluator.builder(), ProgramFetches.ALL))
                .isEqualTo("hidden");
    }

    @Test
    void theNetworkNeedsAGrant() {
        String expression = "builtins.readFile (builtins.fetchTree \"https://host.invalid/a.tar.gz\")";
        assertThatThrownBy(() ->
                        evaluate(expression, NixEvaluator.builder().settings(IMPURE), new ProgramFetches(true, false)))
                .hasMessage(
                        "fetching 'https://host.invalid/a.tar.gz' is forbidden: programs may not fetch from the network here");
    }

    @Test
    void declaredInputsAreTheHostsBusiness() throws IOException {
        assertThat(evaluate("builtins.readFile \"${other}/secret\"", NixEvaluator.builder(), ProgramFetches.NONE))
                .isEqualTo("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"currentSystem", "currentTime"})
    void evaluationIsPureUnlessSettingsSayOtherwise(String name) throws IOException {
        String expression = "toString builtins." + name;
        assertThatThrownBy(() -> evaluate(expression, NixEvaluator.builder().io(EvalIo.local()), ProgramFetches.NONE))
                .hasMessage("attribute '" + name + "' missing");
        NixEvaluator.Builder impure = NixEvaluator.builder().io(EvalIo.local()).settings(IMPURE);
        assertThat(evaluate(expression, impure, ProgramFetches.NONE)).isNotEmpty();
    }

    @Test
    void warningsOfTheLoaderReachTheListener() throws IOException {
        List<String> warnings = new ArrayList<>();
        NixEvaluator.Builder evaluator = NixEvaluator.builder().listener(new EvalListener() {
            @Override
            public void warning(NixException warning, boolean fromExpression) {
                warnings.add(warning.getMessage());
            }
        });
        Files.writeString(flake.resolve("flake.nix"), "{ outputs = _: { }; }");
        try (FlakeEvaluator flakes = FlakeEvaluator.of(evaluator, FlakeLoader.builder(flake))) {
            flakes.loader().load("git+file://" + other);
        }
        assertThat(warnings).containsExactly("Git tree '" + other + "' is dirty");
    }
}
