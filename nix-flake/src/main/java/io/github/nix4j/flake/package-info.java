/**
 * Flakes: references, fetching, lock files and evaluation. Start at {@code FlakeLoader} to evaluate a flake, at
 * {@link io.github.nix4j.flake.lock.LockFile} to read or change a lock file without an evaluator, and at
 * {@link io.github.nix4j.flake.ref.FlakeRefParser} for references. Strings that come from Nix or go to it (attributes of
 * inputs, URLs, input names) are byte text (see {@link io.github.nix4j.store.ByteText}); messages of exceptions are Unicode.
 */
@NullMarked
package io.github.nix4j.flake;

import org.jspecify.annotations.NullMarked;
