package io.github.nix4j.store.hash;

import io.github.nix4j.store.StoreException;

/** Base 64 as Nix reads it: it ends at the first {@code =}, and line feeds do not count. */
public final class NixBase64 {
    private NixBase64() {}

    /**
     * What byte text {@code text} stands for; throws {@link StoreException} for what has another
     * character.
     */
    public static byte[] decode(String text) {
        byte[] bytes = HashEncoding.BASE64.decode(text);
        if (bytes != null) {
            return bytes;
        }
        // C++ Nix means to name the character and does not: what it formats is the beginning of a colour.
        throw new StoreException("invalid character in Base64 string: ''");
    }
}
