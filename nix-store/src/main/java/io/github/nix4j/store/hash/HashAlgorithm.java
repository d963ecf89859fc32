package io.github.nix4j.store.hash;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.UnknownNameException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A hash function that Nix knows. BLAKE3 is experimental in Nix; whether it may be used is for the caller to decide. */
public enum HashAlgorithm {
    MD5("md5", 16, "MD5"),
    SHA1("sha1", 20, "SHA-1"),
    SHA256("sha256", 32, "SHA-256"),
    SHA512("sha512", 64, "SHA-512"),
    BLAKE3("blake3", 32, "");

    /** A JVM that has no optimising compiler (flag {@code TieredStopAtLevel=1}) calls itself so. */
    private static final boolean QUICK_COMPILER_ONLY =
            System.getProperty("java.vm.info", "").contains("emulated-client");

    private final String nixName;
    private final int size;
    private final String jdkName;

    /** A digest that has seen nothing, for copies: the JDK looks through its providers each time that it is asked for one. */
    private volatile @Nullable MessageDigest fresh;

    /** Not those of providers whose digests live in a device. */
    private volatile boolean copies = true;

    HashAlgorithm(String nixName, int size, String jdkName) {
        this.nixName = nixName;
        this.size = size;
        this.jdkName = jdkName;
    }

    /** The algorithm that Nix calls {@code name}; throws {@link UnknownNameException} if there is none. */
    public static HashAlgorithm parse(String name) {
        for (HashAlgorithm algorithm : values()) {
            if (algorithm.nixName.equals(name)) {
                return algorithm;
            }
        }
        throw new UnknownNameException(
                "unknown hash algorithm '" + name + "', expect 'blake3', 'md5', 'sha1', 'sha256', or 'sha512'");
    }

    /** The name that Nix gives this algorithm, such as {@code sha256}. */
    public String nixName() {
        return nixName;
    }

    /** The size of a hash in bytes. */
    public int size() {
        return size;
    }

    /** A new digest of this algorithm. */
    public MessageDigest newDigest() {
        if (this == BLAKE3) {
            return new Blake3Digest();
        }
        if (this == SHA256 && QUICK_COMPILER_ONLY) {
            return new Sha256Digest();
        }
        if (!copies) {
            return digestOfJdk();
        }
        MessageDigest known = fresh;
        if (known == null) {
            known = digestOfJdk();
            fresh = known;
        }
        try {
            return (MessageDigest) known.clone();
        } catch (CloneNotSupportedException e) {
            copies = false;
            return digestOfJdk();
        }
    }

    private MessageDigest digestOfJdk() {
        try {
            return MessageDigest.getInstance(jdkName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + jdkName, e);
        }
    }

    /** The hash of {@code bytes}. */
    public Hash hash(byte[] bytes) {
        return Hash.of(this, newDigest().digest(bytes));
    }

    /** The hash of byte text. */
    public Hash hash(String byteText) {
        return hash(ByteText.bytes(byteText));
    }
}
