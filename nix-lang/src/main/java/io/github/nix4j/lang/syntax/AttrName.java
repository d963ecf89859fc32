package io.github.nix4j.lang.syntax;

/** One step of an attribute path. */
public sealed interface AttrName {

    /** The offset of the step's first byte. */
    int start();

    /** The offset after the step's last byte. */
    int end();

    /** A name known when parsing: an identifier, {@code "name"} or {@code ${"name"}}. */
    record Static(String name, int start, int end) implements AttrName {}

    /** A name to be computed: {@code ${expr}} or a string with interpolations. */
    record Dynamic(Expr expr, int start, int end) implements AttrName {}
}
