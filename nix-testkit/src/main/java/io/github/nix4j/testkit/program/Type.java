package io.github.nix4j.testkit.program;

import java.util.Map;

/** What a generated expression evaluates to, as far as the generator cares. */
sealed interface Type {

    /** The types without parts. */
    enum Basic implements Type {
        INT,
        FLOAT,
        BOOL,
        STRING,
        PATH,
        NULL,
        DERIVATION,
        /** Whatever comes. */
        ANY
    }

    /** A string or other value that has to be of a special form, made by {@link Samples}, such as a regular expression. */
    record Special(String kind) implements Type {}

    record ListOf(Type element) implements Type {}

    /** A set with these attributes, and maybe more. */
    record Attrs(Map<String, Type> attributes) implements Type {}

    /** A set of any names, all of whose values have one type. */
    record MapOf(Type value) implements Type {}

    record Function(Type argument, Type result) implements Type {}

    /** A type variable of a signature. */
    record Variable(String name) implements Type {}
}
