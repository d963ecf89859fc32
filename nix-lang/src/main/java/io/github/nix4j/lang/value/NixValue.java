package io.github.nix4j.lang.value;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Literals;
import io.github.nix4j.store.ByteText;
import org.jspecify.annotations.Nullable;

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

    /**
     * The value of Java data, deeply, as {@link #toJava} gives it: also of {@link Integer} and {@link Short}, of {@link Float}, of
     * every {@link Iterable} but paths, and of Java's null.
     *
     * @throws IllegalArgumentException for anything else, with its class
     */
    static NixValue ofJava(@Nullable Object data) {
        return JavaValues.toNix(data);
    }

    private <T extends NixValue> T as(Class<T> kind, String what) {
        if (kind.isInstance(this)) {
            return kind.cast(this);
        }
        StringBuilder shown = new StringBuilder();
        if (this instanceof NixText text) {
            Literals.string(shown, text.byteText());
        } else {
            shown.append(ByteText.fromUnicode(toString()));
        }
        NixException wrong = new NixException(
                ErrorKind.TYPE, Message.of("expected " + what + " but found %s: %s", description(), shown.toString()));
        wrong.setStackTrace(new Throwable().getStackTrace());
        throw wrong;
    }

    private String description() {
        return switch (typeName()) {
            case "int" -> "an integer";
            case "bool" -> "a Boolean";
            case "null" -> "null";
            case "lambda" -> "a function";
            default -> "a " + typeName();
        };
    }

    /**
     * This value if it is a set; else Nix's error that a set was expected, of kind {@link ErrorKind#TYPE}, as of the other {@code
     * as...} methods.
     */
    default NixAttrs asAttrs() {
        return as(NixAttrs.class, "a set");
    }

    default NixList asList() {
        return as(NixList.class, "a list");
    }

    default NixFunction asFunction() {
        return as(NixFunction.class, "a function");
    }

    /** The Unicode text of a string. */
    default String asString() {
        return as(NixText.class, "a string").value();
    }

    default long asLong() {
        return as(NixInt.class, "an integer").value();
    }

    default double asDouble() {
        return this instanceof NixInt i
                ? i.value()
                : as(NixFloat.class, "a float").value();
    }

    default boolean asBoolean() {
        return as(NixBool.class, "a Boolean").value();
    }
}
