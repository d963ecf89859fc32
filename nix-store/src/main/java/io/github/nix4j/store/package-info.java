/** The Nix store: paths, formats and stores. Start at {@code Store} and {@code Stores}. */
@NullMarked
package io.github.nix4j.store;

import org.jspecify.annotations.NullMarked;
