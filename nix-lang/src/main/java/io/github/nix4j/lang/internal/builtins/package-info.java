/** The built-in functions, one class a group. Start at {@link io.github.nix4j.lang.internal.builtins.StandardBuiltins}. */
@NullMarked
package io.github.nix4j.lang.internal.builtins;

import org.jspecify.annotations.NullMarked;
