package io.github.nix4j.lang.internal.toml;

/** Ends the reading of one value, key or line; whoever reads on behind it keeps the problem. */
final class TomlFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient TomlProblem problem;

    TomlFailure(TomlProblem problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    TomlProblem problem() {
        return problem;
    }
}
