package io.github.nix4j.lang.value;

/**
 * A Nix value in weak head normal form, as embedding programs see it. Elements of lists and sets are evaluated when they are
 * asked for, by the evaluator that made the value, which must still be open; asking may throw {@link
 * io.github.nix4j.lang.NixException}. Thread-safe.
 *
 * <p>A value keeps the limits of the call that gave it: whenever it is asked for an element, called or converted, that counts as
 * one call under these limits, with time, steps and memory counted anew, and so do the values it gives. Their {@link
 * io.github.nix4j.lang.Cancellation} ends all of them. {@link io.github.nix4j.lang.NixEvaluator#within} sets limits for many calls
 * together.
 */
public sealed interface NixValue
        permits NixInt, NixFloat, NixBool, NixNull, NixText, NixPath, NixList, NixAttrs, NixFunction {
    /** The name that {@code builtins.typeOf} gives: int, float, bool, null, string, path, list, set or lambda. */
    String typeName();

    /** This value as Java data, deeply: see {@link JavaValues}. */
    default Object toJava() {
        return JavaValues.toJava(this);
    }

    private <T extends NixValue> T as(Class<T> kind, String name) {
        if (kind.isInstance(this)) {
            return kind.cast(this);
        }
        throw new IllegalStateException("expected a value of type " + name + " but found one of type " + typeName());
    }

    /** This value if it is a set; an {@link IllegalStateException} otherwise, as the other {@code as...} methods. */
    default NixAttrs asAttrs() {
        return as(NixAttrs.class, "set");
    }

    default NixList asList() {
        return as(NixList.class, "list");
    }

    default NixFunction asFunction() {
        return as(NixFunction.class, "lambda");
    }

    /** The Unicode text of a string. */
    default String asString() {
        return as(NixText.class, "string").value();
    }

    default long asLong() {
        return as(NixInt.class, "int").value();
    }

    default double asDouble() {
        return this instanceof NixInt i
                ? i.value()
                : as(NixFloat.class, "float").value();
    }

    default boolean asBoolean() {
        return as(NixBool.class, "bool").value();
    }
}
