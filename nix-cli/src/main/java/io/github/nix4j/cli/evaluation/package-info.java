/**
 * What an evaluation of the program is made of: {@link io.github.nix4j.cli.evaluation.Evaluators} builds the evaluator from
 * settings and flags, {@link io.github.nix4j.cli.evaluation.ProgramIo} is what it can reach.
 */
@NullMarked
package io.github.nix4j.cli.evaluation;

import org.jspecify.annotations.NullMarked;
