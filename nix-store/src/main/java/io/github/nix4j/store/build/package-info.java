/**
 * Builds derivations on this machine. {@link io.github.nix4j.store.build.LocalBuilder} is where to start: it finds out what is
 * missing and builds one derivation after the other. {@link io.github.nix4j.store.build.BuildEnvironment} is what a builder
 * sees, {@link io.github.nix4j.store.build.BuildProcess} runs it, {@link io.github.nix4j.store.build.BuiltOutputs} judges what
 * it made.
 */
@NullMarked
package io.github.nix4j.store.build;

import org.jspecify.annotations.NullMarked;
