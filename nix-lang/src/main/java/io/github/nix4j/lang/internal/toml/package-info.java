/** Values from TOML. Start at {@link io.github.nix4j.lang.internal.toml.TomlReader}. */
@NullMarked
package io.github.nix4j.lang.internal.toml;

import org.jspecify.annotations.NullMarked;
