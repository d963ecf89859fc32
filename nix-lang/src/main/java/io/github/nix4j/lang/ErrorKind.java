package io.github.nix4j.lang;

/**
 * The kinds of {@link NixException}: the reference's error classes, and finer where a host may want to react. What {@code
 * tryEval} catches is a type, {@link NixAssertionException}.
 */
public enum ErrorKind {
    /** Syntax, duplicate attributes and other things found while parsing. */
    PARSE,
    /** A variable that no scope defines. */
    UNDEFINED_VARIABLE,
    /** A set lacks an attribute that was selected. */
    MISSING_ATTRIBUTE,
    /** A list has no such element: {@code elemAt}, or {@code head} and {@code tail} of an empty list. */
    INDEX_OUT_OF_RANGE,
    /** A division by zero, or a number that no integer holds. */
    ARITHMETIC,
    /** A function, or a builtin that takes a set, lacks an argument. */
    MISSING_ARGUMENT,
    /** A function, or a builtin that takes a set, got an argument that it does not know. */
    UNEXPECTED_ARGUMENT,
    /** An experimental feature is needed that is off. */
    DISABLED_FEATURE,
    /** An evaluation error without a kind of its own. */
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
