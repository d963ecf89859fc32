/**
 * How values are picked out of an expression: arguments for top-level functions ({@link
 * io.github.nix4j.lang.internal.selection.AutoArguments}), paths of attributes ({@code AttributePath}) and the search for
 * derivations ({@code DerivationSearch}).
 */
@NullMarked
package io.github.nix4j.lang.internal.selection;

import org.jspecify.annotations.NullMarked;
