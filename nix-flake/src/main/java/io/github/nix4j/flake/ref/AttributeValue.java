package io.github.nix4j.flake.ref;

import org.jspecify.annotations.Nullable;

/**
 * The value of one attribute of an input: text, an unsigned number or a Boolean, as lock files hold them.
 *
 * <p>The records compare themselves, because what Java makes for that is linked when it is called first: inputs are keys of maps,
 * and a flake command was 8 ms longer.
 */
public sealed interface AttributeValue {
    /** The value as a query parameter writes it. */
    String toQueryValue();

    /** Byte text. */
    record Text(String value) implements AttributeValue {
        @Override
        public String toQueryValue() {
            return value;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Text text && text.value.equals(value);
        }

        @Override
        public int hashCode() {
            return value.hashCode();
        }
    }

    /** A number of 64 bits without sign. */
    record Number(long value) implements AttributeValue {
        @Override
        public String toQueryValue() {
            return Long.toUnsignedString(value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Number number && number.value == value;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(value);
        }
    }

    record Bool(boolean value) implements AttributeValue {
        @Override
        public String toQueryValue() {
            return value ? "1" : "0";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Bool bool && bool.value == value;
        }

        @Override
        public int hashCode() {
            return Boolean.hashCode(value);
        }
    }
}
