/** The evaluator's core: values, thunks, attribute sets, and the operations on them. Start at {@link io.github.nix4j.lang.internal.eval.Value} and {@link io.github.nix4j.lang.internal.eval.Evaluation}. */
@NullMarked
package io.github.nix4j.lang.internal.eval;

import org.jspecify.annotations.NullMarked;
