package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.value.StringContext;

/** A string: bytes (as byte text, see {@link io.github.nix4j.store.ByteText}) and the store paths it refers to. */
public final class StringValue extends Value {
    public static final StringValue EMPTY = new StringValue("", StringContext.EMPTY);

    /** Byte text: one char a byte. */
    public final String text;

    public final StringContext context;

    public StringValue(String text, StringContext context) {
        this.text = text;
        this.context = context;
    }

    /** A string without context. */
    public static StringValue of(String text) {
        return new StringValue(text, StringContext.EMPTY);
    }

    @Override
    public String typeName() {
        return "string";
    }

    @Override
    public String describeType() {
        return context.isEmpty() ? "a string" : "a string with context";
    }
}
