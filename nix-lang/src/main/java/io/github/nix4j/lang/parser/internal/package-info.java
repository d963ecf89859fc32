/**
 * How parsing works; nothing here is API.
 *
 * <p>{@code NixTokens.g4} and {@code NixSyntax.g4} (in {@code src/main/antlr4}) say what Nix is. {@link ByteLexer} cuts a text
 * into {@link Tokens} as the first of them says; the parser that ANTLR generates from the second, on top of {@link FastParser},
 * calls a {@link TreeBuilder}, and {@link AstBuilder} makes the syntax tree of it. When a text does not parse,
 * {@link SyntaxErrors} reads it again with the generated lexer and an LALR automaton, because the messages of C++ Nix are
 * those of such an automaton.
 */
@NullMarked
package io.github.nix4j.lang.parser.internal;

import org.jspecify.annotations.NullMarked;
