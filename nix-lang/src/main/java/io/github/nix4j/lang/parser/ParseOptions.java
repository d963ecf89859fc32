package io.github.nix4j.lang.parser;

import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * The settings that parsing depends on.
 *
 * @param pipeOperators whether the experimental operators {@code |>} and {@code <|} are allowed
 * @param pure whether paths in the home directory are refused, as in pure evaluation
 * @param urlLiterals what to do about URLs that are not quoted ({@code lint-url-literals})
 * @param shortPathLiterals what to do about relative paths that do not begin with a dot ({@code lint-short-path-literals})
 * @param absolutePathLiterals what to do about absolute paths and paths in the home directory
 *     ({@code lint-absolute-path-literals})
 * @param knownNames the place of a name (byte text) among those that an evaluator knew before the text, from 0; negative for
 *     others. Nix keeps sets in this order, so it decides which of several duplicates is reported
 */
public record ParseOptions(
        boolean pipeOperators,
        boolean pure,
        Lint urlLiterals,
        Lint shortPathLiterals,
        Lint absolutePathLiterals,
        ToIntFunction<String> knownNames) {
    public ParseOptions {
        Objects.requireNonNull(knownNames, "knownNames");
    }

    /** Nix's own defaults: no experimental feature, no lint, not pure; and no name known before. */
    public static final ParseOptions DEFAULT =
            new ParseOptions(false, false, Lint.IGNORE, Lint.IGNORE, Lint.IGNORE, name -> -1);

    /** These options with the pipe operators on or off. */
    public ParseOptions withPipeOperators(boolean enabled) {
        return new ParseOptions(enabled, pure, urlLiterals, shortPathLiterals, absolutePathLiterals, knownNames);
    }

    /** These options with paths in the home directory refused or not. */
    public ParseOptions withPure(boolean refused) {
        return new ParseOptions(
                pipeOperators, refused, urlLiterals, shortPathLiterals, absolutePathLiterals, knownNames);
    }

    /** These options with other lints. */
    public ParseOptions withLints(Lint urls, Lint shortPaths, Lint absolutePaths) {
        return new ParseOptions(pipeOperators, pure, urls, shortPaths, absolutePaths, knownNames);
    }

    /** These options with other names known before. */
    public ParseOptions withKnownNames(ToIntFunction<String> names) {
        return new ParseOptions(pipeOperators, pure, urlLiterals, shortPathLiterals, absolutePathLiterals, names);
    }
}
