package io.github.nix4j.lang.parser;

/**
 * The settings that parsing depends on.
 *
 * @param pipeOperators whether the experimental operators {@code |>} and {@code <|} are allowed
 * @param pure whether paths in the home directory are refused, as in pure evaluation
 * @param urlLiterals what to do about URLs that are not quoted ({@code lint-url-literals})
 * @param shortPathLiterals what to do about relative paths that do not begin with a dot ({@code lint-short-path-literals})
 * @param absolutePathLiterals what to do about absolute paths and paths in the home directory
 *     ({@code lint-absolute-path-literals})
 */
public record ParseOptions(
        boolean pipeOperators, boolean pure, Lint urlLiterals, Lint shortPathLiterals, Lint absolutePathLiterals) {

    /** Nix's own defaults: no experimental feature, no lint, not pure. */
    public static final ParseOptions DEFAULT = new ParseOptions(false, false, Lint.IGNORE, Lint.IGNORE, Lint.IGNORE);

    /** These options with the pipe operators on or off. */
    public ParseOptions withPipeOperators(boolean enabled) {
        return new ParseOptions(enabled, pure, urlLiterals, shortPathLiterals, absolutePathLiterals);
    }

    /** These options with paths in the home directory refused or not. */
    public ParseOptions withPure(boolean refused) {
        return new ParseOptions(pipeOperators, refused, urlLiterals, shortPathLiterals, absolutePathLiterals);
    }

    /** These options with other lints. */
    public ParseOptions withLints(Lint urls, Lint shortPaths, Lint absolutePaths) {
        return new ParseOptions(pipeOperators, pure, urls, shortPaths, absolutePaths);
    }
}
