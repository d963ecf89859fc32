package io.github.nix4j.flake.ref;

/** The value of one attribute of an input: text, an unsigned number or a Boolean, as lock files hold them. */
public sealed interface AttributeValue {
    /** The value as a query parameter writes it. */
    String toQueryValue();

    /** Byte text. */
    record Text(String value) implements AttributeValue {
        @Override
        public String toQueryValue() {
            return value;
        }
    }

    /** A number of 64 bits without sign. */
    record Number(long value) implements AttributeValue {
        @Override
        public String toQueryValue() {
            return Long.toUnsignedString(value);
        }
    }

    record Bool(boolean value) implements AttributeValue {
        @Override
        public String toQueryValue() {
            return value ? "1" : "0";
        }
    }
}
