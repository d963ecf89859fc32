/**
 * What Nix's messages do not say and a user would like to hear: where a text went wrong ({@link
 * io.github.nix4j.flake.hint.SyntaxHint}), which name was meant ({@link io.github.nix4j.flake.hint.NameHint}).
 */
@NullMarked
package io.github.nix4j.flake.hint;

import org.jspecify.annotations.NullMarked;
