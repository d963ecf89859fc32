package io.github.nix4j.lang;

/** The kinds of {@link NixException}, after the reference's error classes. */
public enum ErrorKind {
    /** Syntax, duplicate attributes and other things found while parsing. */
    PARSE,
    /** A variable that no scope defines. */
    UNDEFINED_VARIABLE,
    /** An evaluation error without a kind of its own, such as a missing attribute or an overflow. */
    EVAL,
    /** A value of the wrong type. */
    TYPE,
    /** {@code builtins.throw} and failed look-ups on the search path: {@code tryEval} catches it. */
    THROWN,
    /** {@code assert}: {@code tryEval} catches it. */
    ASSERTION,
    /** {@code builtins.abort}. */
    ABORT,
    /** A value that needs itself. */
    INFINITE_RECURSION,
    /** A top-level function lacks an argument. */
    MISSING_ARGUMENT,
    /** {@code max-call-depth} or the stack was exceeded. */
    STACK_OVERFLOW,
    /** A store path that is not valid. */
    INVALID_PATH,
    /** Something had to be built during evaluation and may or can not be. */
    IMPORT_FROM_DERIVATION,
    /** Pure or restricted mode forbids it. */
    RESTRICTED,
    /** A file, store or network operation failed. */
    IO,
    /** An option or argument is wrong. */
    USAGE,
    /** A deadline, step or memory limit, or cancellation. */
    LIMIT
}
