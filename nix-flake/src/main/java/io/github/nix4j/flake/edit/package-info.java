/**
 * Changes to {@code flake.nix} that leave all else as it was written, comments and layout included: start at {@link
 * io.github.nix4j.flake.edit.EditableFlake}.
 */
@NullMarked
package io.github.nix4j.flake.edit;

import org.jspecify.annotations.NullMarked;
