/** One evaluator at work: its engine, files and threads. Start at {@link io.github.nix4j.lang.internal.engine.EvalEngine}. */
@NullMarked
package io.github.nix4j.lang.internal.engine;

import org.jspecify.annotations.NullMarked;
