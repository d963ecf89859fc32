/** Watching an evaluation's calls: {@code CallObservers} reads the settings that ask for it. */
@NullMarked
package io.github.nix4j.cli.evaluation.observation;

import org.jspecify.annotations.NullMarked;
