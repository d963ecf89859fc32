/**
 * Random Nix programs for tests: start at {@link io.github.nix4j.testkit.program.Programs}.
 *
 * <p>Programs are made by type: {@link io.github.nix4j.testkit.program.Expressions} makes an expression of a wanted
 * {@link io.github.nix4j.testkit.program.Type} from literals, variables, operators, control forms and the builtins of the
 * {@link io.github.nix4j.testkit.program.Signatures}, and goes wrong at a chosen rate ({@link
 * io.github.nix4j.testkit.program.Faults}). {@link io.github.nix4j.testkit.program.Mutations} damages texts.
 */
@NullMarked
package io.github.nix4j.testkit.program;

import org.jspecify.annotations.NullMarked;
