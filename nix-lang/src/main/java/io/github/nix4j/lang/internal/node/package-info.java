/** The executable tree: what the resolver makes of the syntax tree. Start at {@link io.github.nix4j.lang.internal.eval.Node}. */
@NullMarked
package io.github.nix4j.lang.internal.node;

import org.jspecify.annotations.NullMarked;
