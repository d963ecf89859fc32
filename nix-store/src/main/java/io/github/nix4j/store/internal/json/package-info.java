/** JSON as Nix reads and writes it: keys sorted, one layout, byte text. Start at {@link io.github.nix4j.store.internal.json.Json}. */
@NullMarked
package io.github.nix4j.store.internal.json;

import org.jspecify.annotations.NullMarked;
