/** Evaluation's side of the store. Start at {@link io.github.nix4j.lang.internal.store.EvalStore}. */
@NullMarked
package io.github.nix4j.lang.internal.store;

import org.jspecify.annotations.NullMarked;
