package io.github.nix4j.lang;

/**
 * What the evaluations of an evaluator did, counted as Nix counts it for {@code NIX_SHOW_STATS}: a measure of work that does
 * not depend on the machine. Of evaluations that have ended.
 *
 * @param thunks suspended computations made; as in Nix without the calls that builtins such as {@code map} delay
 * @param avoided places where one was not needed, since the value was at hand
 * @param environments scopes made by calls, {@code let}, {@code with} and recursive sets
 * @param environmentSlots variables in them
 * @param functionCalls calls of functions written in Nix
 * @param builtinCalls calls of builtins
 * @param lookups selections of attributes
 * @param updates uses of {@code //}
 * @param updateValuesCopied attributes copied by them
 */
public record EvalStatistics(
        long thunks,
        long avoided,
        long environments,
        long environmentSlots,
        long functionCalls,
        long builtinCalls,
        long lookups,
        long updates,
        long updateValuesCopied) {
    public static final EvalStatistics NONE = new EvalStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** Both together. */
    public EvalStatistics plus(EvalStatistics other) {
        return new EvalStatistics(
                thunks + other.thunks,
                avoided + other.avoided,
                environments + other.environments,
                environmentSlots + other.environmentSlots,
                functionCalls + other.functionCalls,
                builtinCalls + other.builtinCalls,
                lookups + other.lookups,
                updates + other.updates,
                updateValuesCopied + other.updateValuesCopied);
    }
}
