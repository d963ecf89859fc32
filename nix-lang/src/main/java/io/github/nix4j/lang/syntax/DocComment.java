package io.github.nix4j.lang.syntax;

/** A documentation comment, from its opening {@code /**} to behind its closing. */
public record DocComment(int start, int end) {}
