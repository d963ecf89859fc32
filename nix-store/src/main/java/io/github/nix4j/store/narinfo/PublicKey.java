package io.github.nix4j.store.narinfo;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A named Ed25519 public key, as in {@code trusted-public-keys}. Immutable. */
public final class PublicKey {
    private static final int SIZE = 32;

    private final String name;
    private final byte[] bytes;

    private PublicKey(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Parses {@code NAME:BASE64}; throws {@link StoreException}. */
    public static PublicKey parse(String text) {
        Signing.Named named = Signing.Named.parse(text, "key");
        return of(named.name(), named.bytes());
    }

    static PublicKey of(String name, byte[] bytes) {
        if (bytes.length != SIZE) {
            throw new StoreException("public key is not valid");
        }
        return new PublicKey(name, bytes.clone());
    }

    /** Keys by their names. */
    public static Map<String, PublicKey> byName(Iterable<PublicKey> keys) {
        Map<String, PublicKey> byName = new HashMap<>();
        keys.forEach(key -> byName.put(key.name, key));
        return byName;
    }

    /** The name that signatures by this key carry. */
    public String name() {
        return name;
    }

    /** Whether {@code signature} ({@code NAME:BASE64}) is this key's signature of byte text {@code data}. */
    public boolean verify(String data, String signature) {
        Signing.Named named = Signing.Named.parse(signature, "signature");
        if (!named.name().equals(name)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(jdkKey());
            verifier.update(ByteText.bytes(data));
            return verifier.verify(named.bytes());
        } catch (GeneralSecurityException e) {
            // Not the shape of a signature, or of a point on the curve: nothing that this key has signed.
            return false;
        }
    }

    private java.security.PublicKey jdkKey() throws GeneralSecurityException {
        // Little-endian y, whose top bit is the parity of x.
        byte[] y = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            y[i] = bytes[SIZE - 1 - i];
        }
        boolean xOdd = (y[0] & 0x80) != 0;
        y[0] &= 0x7f;
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(
                        new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(xOdd, new BigInteger(1, y))));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PublicKey key && key.name.equals(name) && Arrays.equals(key.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@code NAME:BASE64}. */
    @Override
    public String toString() {
        return new Signing.Named(name, bytes).render();
    }
}
