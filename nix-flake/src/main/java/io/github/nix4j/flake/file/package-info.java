/**
 * What {@code flake.nix} says about itself, apart from its outputs: it is data, and read without evaluating anything. Start
 * at {@link io.github.nix4j.flake.file.FlakeFileReader}.
 */
@NullMarked
package io.github.nix4j.flake.file;

import org.jspecify.annotations.NullMarked;
