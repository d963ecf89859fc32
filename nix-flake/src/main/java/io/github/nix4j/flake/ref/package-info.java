/**
 * Flake references: what names a source tree, and where in it the flake is. Start at
 * {@link io.github.nix4j.flake.ref.FlakeRefParser}, which reads every spelling, and {@link io.github.nix4j.flake.ref.FlakeRef}.
 * An {@link io.github.nix4j.flake.ref.Input} is the reference without its directory; what its attributes mean is decided by an
 * {@link io.github.nix4j.flake.ref.InputScheme}, one per type. Nothing here opens a connection; fetching is
 * {@code io.github.nix4j.flake.fetch}.
 */
@NullMarked
package io.github.nix4j.flake.ref;

import org.jspecify.annotations.NullMarked;
