/**
 * The parser of Nix: start at {@link io.github.nix4j.lang.parser.NixParser}.
 *
 * <p>Parsing never throws on bad input: the result carries {@link io.github.nix4j.lang.parser.Diagnostic diagnostics}, with the
 * messages of C++ Nix.
 */
@NullMarked
package io.github.nix4j.lang.parser;

import org.jspecify.annotations.NullMarked;
