/**
 * Values from TOML 1.0, with the results and the texts that Nix gives. Start at
 * {@link io.github.nix4j.lang.internal.toml.TomlReader}; {@link io.github.nix4j.lang.internal.toml.DocumentReader} reads a text
 * into nodes and goes on behind what is wrong, so that one text may have several errors.
 */
@NullMarked
package io.github.nix4j.lang.internal.toml;

import org.jspecify.annotations.NullMarked;
