package io.github.nix4j.lang.value;

import io.github.nix4j.store.ByteText;
import java.util.Objects;

/**
 * A string: bytes, mostly UTF-8, and the store objects it refers to. (Nix calls it string; the name keeps clear of Java's.)
 * Immutable.
 */
public final class NixText implements NixValue {
    private final String byteText;
    private final StringContext context;

    private NixText(String byteText, StringContext context) {
        this.byteText = byteText;
        this.context = Objects.requireNonNull(context);
    }

    /**
     * A string without context from Unicode text.
     *
     * @throws IllegalArgumentException for a NUL, which Nix's strings cannot have, and for half of a surrogate pair
     */
    public static NixText of(String unicode) {
        return of(unicode, StringContext.EMPTY);
    }

    /** A string from Unicode text: see {@link #of(String)}. */
    public static NixText of(String unicode, StringContext context) {
        return new NixText(ByteText.fromWholeUnicode(withoutNul(unicode)), context);
    }

    /** A string without context from bytes, which need not be UTF-8. */
    public static NixText ofBytes(byte[] bytes) {
        return ofBytes(bytes, StringContext.EMPTY);
    }

    /** A string from bytes, which need not be UTF-8. */
    public static NixText ofBytes(byte[] bytes, StringContext context) {
        return new NixText(withoutNul(ByteText.of(bytes)), context);
    }

    /** {@code text} if a Nix string or name can be made of it. */
    static String checked(String text) {
        return ByteText.requireWhole(withoutNul(text));
    }

    private static String withoutNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("Nix strings cannot have NUL in them: " + text.replace('\0', '\u2400'));
        }
        return text;
    }

    /**
     * A string from byte text.
     *
     * @throws IllegalArgumentException when {@code byteText} has a char that is no byte, or a NUL
     */
    public static NixText ofByteText(String byteText, StringContext context) {
        for (int i = 0; i < byteText.length(); i++) {
            if (byteText.charAt(i) > 0xff) {
                throw new IllegalArgumentException(
                        "char " + i + " is no byte: this is Unicode text, which NixText.of takes");
            }
        }
        return new NixText(withoutNul(byteText), context);
    }

    /** The text, decoded as UTF-8; malformed sequences become U+FFFD. */
    public String value() {
        return ByteText.toUnicode(byteText);
    }

    public byte[] bytes() {
        return ByteText.bytes(byteText);
    }

    /** The bytes as {@link ByteText}. */
    public String byteText() {
        return byteText;
    }

    /** The store objects it refers to. */
    public StringContext context() {
        return context;
    }

    @Override
    public String typeName() {
        return "string";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NixText text && text.byteText.equals(byteText) && text.context.equals(context);
    }

    @Override
    public int hashCode() {
        return 31 * byteText.hashCode() + context.hashCode();
    }

    /** The text, for people. */
    @Override
    public String toString() {
        return value();
    }
}
