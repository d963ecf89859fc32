/** Flake registries: what names such as {@code nixpkgs} mean. Start at {@link io.github.nix4j.flake.registry.Registries}. */
@NullMarked
package io.github.nix4j.flake.registry;

import org.jspecify.annotations.NullMarked;
