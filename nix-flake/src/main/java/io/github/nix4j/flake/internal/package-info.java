/** The meeting point of flakes and the evaluator: flakes as values, and the builtins about flakes. */
@NullMarked
package io.github.nix4j.flake.internal;

import org.jspecify.annotations.NullMarked;
