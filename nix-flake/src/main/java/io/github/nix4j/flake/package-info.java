/**
 * Flakes: references, fetching, lock files and evaluation. Start at {@code FlakeEvaluator} to evaluate a flake, at
 * {@code FlakeLoader} to plan and write its lock file, at {@link io.github.nix4j.flake.edit.EditableFlake} to change
 * {@code flake.nix}, at {@link io.github.nix4j.flake.analysis.LockAnalysis} for what could be better in a lock file, at
 * {@link io.github.nix4j.flake.check.FlakeChecker} for what is wrong with outputs, at
 * {@link io.github.nix4j.flake.lock.LockFile} to read or change a lock file without fetching, and at
 * {@link io.github.nix4j.flake.ref.FlakeRefParser} for references. Strings that come from Nix or go to it (attributes of
 * inputs, URLs, input names) are byte text (see {@link io.github.nix4j.store.ByteText}); messages of exceptions are Unicode.
 */
@NullMarked
package io.github.nix4j.flake;

import org.jspecify.annotations.NullMarked;
