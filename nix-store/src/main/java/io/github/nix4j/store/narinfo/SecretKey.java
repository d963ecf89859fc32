package io.github.nix4j.store.narinfo;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.StoreException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;

/** A named Ed25519 secret key, as in a {@code secret-key-files} file: 32 secret bytes, then the public key. Immutable. */
public final class SecretKey {
    private static final int SIZE = 64;
    private static final int SEED_SIZE = 32;

    private final String name;
    private final byte[] bytes;

    private SecretKey(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Parses {@code NAME:BASE64}; throws {@link StoreException}, which does not quote the key. */
    public static SecretKey parse(String text) {
        Signing.Named named = Signing.Named.parse(text, "key");
        if (named.bytes().length != SIZE) {
            throw new StoreException("secret key is not valid");
        }
        return new SecretKey(named.name(), named.bytes());
    }

    /** A new key. */
    public static SecretKey generate(String name, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] bytes = Arrays.copyOf(
                    ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow(), SIZE);
            EdECPublicKey shared = (EdECPublicKey) pair.getPublic();
            byte[] y = shared.getPoint().getY().toByteArray();
            for (int i = 0; i < y.length && i < SEED_SIZE; i++) {
                bytes[SEED_SIZE + i] = y[y.length - 1 - i];
            }
            bytes[SIZE - 1] |= (byte) (shared.getPoint().isXOdd() ? 0x80 : 0);
            return new SecretKey(name, bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /** The name that signatures by this key carry. */
    public String name() {
        return name;
    }

    /** The public half. */
    public PublicKey publicKey() {
        return PublicKey.of(name, Arrays.copyOfRange(bytes, SEED_SIZE, SIZE));
    }

    /** The signature {@code NAME:BASE64} of byte text {@code data}. */
    public String sign(String data) {
        try {
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(
                            new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOf(bytes, SEED_SIZE)));
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(ByteText.bytes(data));
            return new Signing.Named(name, signer.sign()).render();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /** {@code NAME:BASE64}, secret. */
    public String render() {
        return new Signing.Named(name, bytes).render();
    }

    /** The name only. */
    @Override
    public String toString() {
        return "secret key " + name;
    }
}
