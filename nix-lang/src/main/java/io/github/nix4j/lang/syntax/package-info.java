/**
 * The syntax tree of Nix: {@link io.github.nix4j.lang.syntax.Expr} and its kinds, and the
 * {@link io.github.nix4j.lang.syntax.SourceFile} whose offsets they carry.
 *
 * <p>Start with {@code Expr}: a sealed family of immutable records. Every text in it is byte text (one char is one byte, see
 * {@link io.github.nix4j.store.ByteText}); every position is a byte offset into the source file.
 */
@NullMarked
package io.github.nix4j.lang.syntax;

import org.jspecify.annotations.NullMarked;
