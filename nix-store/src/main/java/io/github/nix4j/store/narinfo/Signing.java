package io.github.nix4j.store.narinfo;

import io.github.nix4j.store.PathInfo;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.HashFormat;
import io.github.nix4j.store.hash.NixBase64;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.path.StoreReferences;
import java.util.Base64;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Signs what is said about objects, and checks such signatures. Signatures are texts {@code KEYNAME:BASE64}. */
public final class Signing {
    private Signing() {}

    /** The text that is signed for an object; throws {@link StoreException} if its size is not known. */
    public static String fingerprint(StoreDir dir, PathInfo info) {
        String path = dir.print(info.path());
        if (info.narSize() == 0) {
            throw new StoreException(
                    "cannot calculate fingerprint of path '" + path + "' because its size is not known");
        }
        String references = info.references().stream().map(dir::print).collect(Collectors.joining(","));
        return "1;" + path + ";" + info.narHash().formatPrefixed(HashFormat.NIX32) + ";"
                + Long.toUnsignedString(info.narSize()) + ";" + references;
    }

    /** {@code info} with one more signature. */
    public static PathInfo sign(StoreDir dir, PathInfo info, SecretKey key) {
        TreeSet<String> signatures = new TreeSet<>(info.signatures());
        signatures.add(key.sign(fingerprint(dir, info)));
        return info.withSignatures(signatures);
    }

    /** How many signatures of {@code info} are valid and by one of {@code keys} (by name). */
    public static int validSignatures(StoreDir dir, PathInfo info, Map<String, PublicKey> keys) {
        String fingerprint = fingerprint(dir, info);
        int valid = 0;
        for (String signature : info.signatures()) {
            PublicKey key = keys.get(signature.substring(0, Math.max(0, signature.indexOf(':'))));
            if (key != null && key.verify(fingerprint, signature)) {
                valid++;
            }
        }
        return valid;
    }

    /** Whether a content-addressed object's path follows from what is said of it, so that it needs no signature. */
    public static boolean isContentAddressed(StoreDir dir, PathInfo info) {
        if (info.contentAddress() == null) {
            return false;
        }
        TreeSet<StorePath> others = new TreeSet<>(info.references());
        boolean self = others.remove(info.path());
        return dir.makeContentAddressedPath(
                        info.path().name(), info.contentAddress(), new StoreReferences(others, self))
                .equals(info.path());
    }

    /** A key or signature in parts. */
    record Named(String name, byte[] bytes) {
        /** Parses {@code NAME:BASE64}; {@code what} is what a message says is corrupt. */
        static Named parse(String text, String what) {
            int colon = text.indexOf(':');
            byte[] bytes = colon <= 0 ? new byte[0] : NixBase64.decode(text.substring(colon + 1));
            if (bytes.length == 0) {
                throw new StoreException(what + " is corrupt");
            }
            return new Named(text.substring(0, colon), bytes);
        }

        String render() {
            return name + ':' + Base64.getEncoder().encodeToString(bytes);
        }
    }

    static String checkSignature(String signature) {
        return Named.parse(signature, "signature").render();
    }
}
