/**
 * Whether the outputs of a flake are what Nix expects of outputs of their names. Start at {@link
 * io.github.nix4j.flake.check.FlakeChecker}; the schema is {@code OutputKind}.
 */
@NullMarked
package io.github.nix4j.flake.check;

import org.jspecify.annotations.NullMarked;
