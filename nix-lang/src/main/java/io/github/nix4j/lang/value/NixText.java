package io.github.nix4j.lang.value;

import io.github.nix4j.store.ByteText;

/**
 * A string. (Nix calls it string; the name keeps clear of Java's.)
 *
 * @param byteText the bytes, see {@link ByteText}
 * @param context the store objects it refers to
 */
public record NixText(String byteText, StringContext context) implements NixValue {
    /** A string without context from Unicode text. */
    public static NixText of(String unicode) {
        return new NixText(ByteText.fromUnicode(unicode), StringContext.EMPTY);
    }

    /** The text, decoded as UTF-8. */
    public String value() {
        return ByteText.toUnicode(byteText);
    }

    public byte[] bytes() {
        return ByteText.bytes(byteText);
    }

    @Override
    public String typeName() {
        return "string";
    }
}
