package io.github.nix4j.lang.internal.eval;

/** Prints a value inside a message: limited in depth and length, with colour sequences, without forcing anything. */
@FunctionalInterface
public interface ErrorPrinter {
    /** The value as byte text with colour sequences. */
    String print(Value value);
}
