/**
 * The compiled form of Nix files: what parsing made of a text, as bytes that are read several times faster than the text is
 * parsed, and only as far as it is run.
 *
 * <p>Start with {@link io.github.nix4j.lang.internal.compiled.CompiledFiles}, what an evaluator has of it. {@link
 * io.github.nix4j.lang.internal.compiled.FormWriter} and {@link io.github.nix4j.lang.internal.compiled.CompiledForm} are the two
 * directions of one file; {@link io.github.nix4j.lang.internal.compiled.Pack} is many of them in one file of a folder.
 */
@NullMarked
package io.github.nix4j.lang.internal.compiled;

import org.jspecify.annotations.NullMarked;
