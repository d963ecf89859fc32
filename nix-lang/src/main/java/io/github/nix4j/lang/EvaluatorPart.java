package io.github.nix4j.lang;

/**
 * Something that one of nix4j's own modules adds to an evaluator with {@link NixEvaluator.Builder#with}, such as a group of
 * builtins. Programs add functions with {@link NixEvaluator.Builder#function}.
 */
public interface EvaluatorPart {}
