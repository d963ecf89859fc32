/** What editors hold but have not saved. Start at {@link io.github.nix4j.flake.unsaved.UnsavedFiles}. */
@NullMarked
package io.github.nix4j.flake.unsaved;

import org.jspecify.annotations.NullMarked;
