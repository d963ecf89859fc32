/**
 * Nix archives: one tree as one stream of bytes. {@link io.github.nix4j.store.nar.NarWriter} makes them from a
 * {@link io.github.nix4j.store.tree.SourceTree}, {@link io.github.nix4j.store.nar.NarReader} tells a
 * {@link io.github.nix4j.store.nar.NarSink} what is in one.
 */
@NullMarked
package io.github.nix4j.store.nar;

import org.jspecify.annotations.NullMarked;
