/** Values as embedding programs see them. Start at {@code NixValue}. */
@NullMarked
package io.github.nix4j.lang.value;

import org.jspecify.annotations.NullMarked;
