/**
 * Nix's settings: {@code nix.conf}, {@code NIX_CONFIG} and flags. Start at {@link io.github.nix4j.cli.settings.Settings}.
 */
@NullMarked
package io.github.nix4j.cli.settings;

import org.jspecify.annotations.NullMarked;
