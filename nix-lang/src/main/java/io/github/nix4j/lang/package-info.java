/**
 * The Nix language for embedding programs. Start at {@code NixEvaluator}; failures are {@link
 * io.github.nix4j.lang.NixException}s.
 */
@NullMarked
package io.github.nix4j.lang;

import org.jspecify.annotations.NullMarked;
