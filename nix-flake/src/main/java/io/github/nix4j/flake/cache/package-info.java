/**
 * What is remembered of evaluations of flakes, so that the next one need not happen: start at {@link
 * io.github.nix4j.flake.cache.EvaluationCache}.
 */
@NullMarked
package io.github.nix4j.flake.cache;

import org.jspecify.annotations.NullMarked;
