package io.github.nix4j.store.hash;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A hash value with its algorithm. Usually as long as the algorithm makes it; {@linkplain #compress compressed} ones are
 * shorter. Immutable.
 */
public final class Hash implements Comparable<Hash> {
    private final HashAlgorithm algorithm;
    private final byte[] bytes;

    /** Made by whoever asks first: derivations write the hashes of their inputs so over and over again. */
    private @Nullable String base16;

    private Hash(HashAlgorithm algorithm, byte[] bytes) {
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    /** The hash of {@code algorithm} whose value is {@code bytes} (copied); they must have the algorithm's size. */
    public static Hash of(HashAlgorithm algorithm, byte[] bytes) {
        if (bytes.length != algorithm.size()) {
            throw new IllegalArgumentException(
                    algorithm.nixName() + " has " + algorithm.size() + " bytes, not " + bytes.length);
        }
        return new Hash(algorithm, bytes.clone());
    }

    /** The hash whose bytes are all zero, which Nix takes for an empty text. */
    public static Hash zero(HashAlgorithm algorithm) {
        return new Hash(algorithm, new byte[algorithm.size()]);
    }

    /** Parses any form that carries its algorithm: {@code ALGO:TEXT} or SRI. */
    public static Hash parse(String text) {
        return parse(text, null);
    }

    /**
     * Parses any form. Where the text names no algorithm, {@code expected} says which it is and the length tells the form;
     * where both name one they must agree.
     */
    public static Hash parse(String text, @Nullable HashAlgorithm expected) {
        return parseAny(text, expected).hash();
    }

    /** A parsed hash and the form that it was written in. */
    public record Parsed(Hash hash, HashFormat format) {}

    /** As {@link #parse(String, HashAlgorithm)}, and says which form it was. */
    public static Parsed parseAny(String text, @Nullable HashAlgorithm expected) {
        int cut = prefixEnd(text);
        boolean sri = cut >= 0 && text.charAt(cut) == '-';
        HashAlgorithm named = namedAlgorithm(text);
        String rest = text.substring(cut + 1);
        HashAlgorithm algorithm = named != null ? named : expected;
        if (algorithm == null) {
            throw new BadHashException(
                    "hash '" + text + "' does not include a type, nor is the type otherwise known from context");
        }
        if (expected != null && algorithm != expected) {
            throw new BadHashException("hash '" + text + "' should have type '" + expected.nixName() + "'");
        }
        HashFormat format = sri ? HashFormat.SRI : formatByLength(rest, algorithm);
        return new Parsed(decode(rest, algorithm, format), format);
    }

    /** The algorithm that {@code text} names, as any form may; null if it names none. */
    public static @Nullable HashAlgorithm namedAlgorithm(String text) {
        int cut = prefixEnd(text);
        return cut < 0 ? null : HashAlgorithm.parse(text.substring(0, cut));
    }

    private static int prefixEnd(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? text.indexOf('-') : colon;
    }

    /** Parses {@code ALGO-BASE64} only. */
    public static Hash parseSri(String text) {
        int cut = text.indexOf('-');
        if (cut < 0) {
            throw new BadHashException("hash '" + text + "' is not SRI");
        }
        return decode(text.substring(cut + 1), HashAlgorithm.parse(text.substring(0, cut)), HashFormat.SRI);
    }

    /** Parses the bare form (no algorithm before it) that has the right length for {@code algorithm}. */
    public static Hash parseBare(String text, HashAlgorithm algorithm) {
        return decode(text, algorithm, formatByLength(text, algorithm));
    }

    /** Parses the bare form {@code format}; {@link HashFormat#SRI} means the part after the dash. */
    public static Hash parseBare(String text, HashAlgorithm algorithm, HashFormat format) {
        return decode(text, algorithm, format);
    }

    private static HashFormat formatByLength(String text, HashAlgorithm algorithm) {
        int length = text.length();
        if (length == HashEncoding.BASE16.length(algorithm.size())) {
            return HashFormat.BASE16;
        }
        if (length == HashEncoding.NIX32.length(algorithm.size())) {
            return HashFormat.NIX32;
        }
        if (length == HashEncoding.BASE64.length(algorithm.size())) {
            return HashFormat.BASE64;
        }
        throw new BadHashException(
                "hash '" + text + "' has wrong length for hash algorithm '" + algorithm.nixName() + "'");
    }

    private static Hash decode(String text, HashAlgorithm algorithm, HashFormat format) {
        byte @Nullable [] bytes = encoding(format).decode(text);
        int length = bytes == null ? 0 : bytes.length;
        if (bytes == null || length != algorithm.size()) {
            throw new BadHashException("invalid " + title(format) + " hash '" + text + "', length " + length
                    + " != expected length " + algorithm.size());
        }
        return new Hash(algorithm, bytes);
    }

    private static String title(HashFormat format) {
        return format == HashFormat.BASE64 ? "Base64" : format == HashFormat.SRI ? "SRI" : format.nixName();
    }

    private static HashEncoding encoding(HashFormat format) {
        return format == HashFormat.BASE16
                ? HashEncoding.BASE16
                : format == HashFormat.NIX32 ? HashEncoding.NIX32 : HashEncoding.BASE64;
    }

    /** The function that made this hash. */
    public HashAlgorithm algorithm() {
        return algorithm;
    }

    /** A copy of the value. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The size of the value in bytes. */
    public int size() {
        return bytes.length;
    }

    /** The text without its algorithm, except in SRI, which always carries it. */
    public String format(HashFormat format) {
        if (format == HashFormat.BASE16) {
            return base16();
        }
        String text = encoding(format).encode(bytes);
        return format == HashFormat.SRI ? algorithm.nixName() + '-' + text : text;
    }

    /** {@code ALGO:TEXT}, or SRI. */
    public String formatPrefixed(HashFormat format) {
        return format == HashFormat.SRI ? format(format) : algorithm.nixName() + ':' + format(format);
    }

    /** Bare hexadecimal. */
    public String base16() {
        String known = base16;
        if (known == null) {
            known = encoding(HashFormat.BASE16).encode(bytes);
            base16 = known;
        }
        return known;
    }

    /** Bare Nix base 32. */
    public String nix32() {
        return format(HashFormat.NIX32);
    }

    /** {@code ALGO-BASE64}. */
    public String sri() {
        return format(HashFormat.SRI);
    }

    /** This hash folded to {@code newSize} bytes: byte i is XORed into byte i mod newSize. */
    public Hash compress(int newSize) {
        byte[] folded = new byte[newSize];
        for (int i = 0; i < bytes.length; i++) {
            folded[i % newSize] ^= bytes[i];
        }
        return new Hash(algorithm, folded);
    }

    /** By length, then by unsigned bytes, then by algorithm. */
    @Override
    public int compareTo(Hash other) {
        int order = Integer.compare(bytes.length, other.bytes.length);
        if (order == 0) {
            order = Arrays.compareUnsigned(bytes, other.bytes);
        }
        return order == 0 ? algorithm.compareTo(other.algorithm) : order;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && hash.algorithm == algorithm && Arrays.equals(hash.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@code ALGO:NIX32}, the form in which Nix prints hashes most. */
    @Override
    public String toString() {
        return formatPrefixed(HashFormat.NIX32);
    }
}
