package io.github.nix4j.flake.differential;

import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ProgramFetches;
import io.github.nix4j.flake.fetch.FetchSettings;
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
import io.github.nix4j.store.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the library gives for an expression that fetches.
 *
 * @param text the value as JSON, or the message
 */
record LibraryFetch(String text, List<String> warnings) {
    /** Evaluates in {@code root}, with an empty folder for clones below {@code directory}. */
    static LibraryFetch of(Path directory, Path root, String expression) throws IOException {
        return with(Files.createTempDirectory(directory, "clones"), root, expression);
    }

    /** The same, with the folder for clones. */
    static LibraryFetch with(Path clones, Path root, String expression) throws IOException {
        List<String> warnings = new ArrayList<>();
        FetchSettings settings =
                FetchSettings.in(root, warnings::add).withRemotes(UrlFetcher.NONE, clones, Duration.ofHours(1));
        Set<String> features = Set.of("nix-command", "flakes", "fetch-tree", "verified-fetches");
        try (FlakeEvaluator flakes = FlakeEvaluator.of(
                NixEvaluator.builder().settings(EvalSettings.DEFAULTS),
                FlakeLoader.builder(root).experimentalFeatures(features).settings(settings),
                ProgramFetches.ALL)) {
            String json =
                    ByteText.toUnicode(EvaluatorInternals.of(flakes.evaluator()).run(EvalOptions.UNLIMITED, ev -> {
                        SourcePath base = new SourcePath(ev.engine.io().root(), TreePath.of(root.toString()));
                        SourceFile source = SourceFile.ofString(ByteText.fromUnicode(expression));
                        Value value = ev.engine.evaluate(ev, source, base);
                        return JsonWriter.toJson(ev, value, new ContextBuilder(), true);
                    }));
            return new LibraryFetch(json, warnings);
        } catch (NixException e) {
            return new LibraryFetch(
                    errors(ByteText.toUnicode(ErrorRenderer.plain().render(e))), warnings);
        }
    }

    /** The error in what a program says, with the spaces at its end. */
    static String errors(String text) {
        int at = text.indexOf("error:\n");
        String error = text.substring(at < 0 ? Math.max(text.lastIndexOf("error: "), 0) : at);
        return error.endsWith("\n") ? error.substring(0, error.length() - 1) : error;
    }
}
