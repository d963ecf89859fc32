/** From syntax tree to executable tree: scopes, slots, constants. */
@NullMarked
package io.github.nix4j.lang.internal.resolve;

import org.jspecify.annotations.NullMarked;
