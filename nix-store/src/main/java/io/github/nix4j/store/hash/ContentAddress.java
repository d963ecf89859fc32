package io.github.nix4j.store.hash;

import io.github.nix4j.store.UnknownNameException;

/**
 * What a content-addressed store object is: how it is serialised and what the hash of that is.
 *
 * @param method how the object is turned into bytes
 * @param hash the hash of those bytes
 */
public record ContentAddress(ContentAddressMethod method, Hash hash) {
    /**
     * Parses {@code text:ALGO:HASH} or {@code fixed:[r:|git:]ALGO:HASH}; throws {@link UnknownNameException} or
     * {@link BadHashException}.
     */
    public static ContentAddress parse(String text) {
        int cut = text.indexOf(':');
        if (cut < 0) {
            throw new UnknownNameException(
                    "not a content address because it is not in the form '<prefix>:<rest>': " + text);
        }
        String kind = text.substring(0, cut);
        String rest = text.substring(cut + 1);
        ContentAddressMethod method;
        if (kind.equals("text")) {
            method = ContentAddressMethod.TEXT;
        } else if (kind.equals("fixed")) {
            ContentAddressMethod marked = ContentAddressMethod.ofPrefix(rest);
            method = marked == ContentAddressMethod.TEXT ? ContentAddressMethod.FLAT : marked;
            rest = rest.substring(method.prefix().length());
        } else {
            throw new UnknownNameException("content address prefix '" + kind
                    + "' is unrecognized. Recogonized prefixes are 'text' or 'fixed'");
        }
        int end = rest.indexOf(':');
        if (end < 0) {
            throw new UnknownNameException("content address hash must be in form '<algo>:<hash>', but found: " + text);
        }
        HashAlgorithm algorithm = HashAlgorithm.parse(rest.substring(0, end));
        return new ContentAddress(method, Hash.parseBare(rest.substring(end + 1), algorithm));
    }

    /** The text form with the hash in Nix base 32, as in the store's database and in {@code .narinfo} files. */
    public String render() {
        String prefix = method == ContentAddressMethod.TEXT ? "text:" : "fixed:" + method.prefix();
        return prefix + hash.formatPrefixed(HashFormat.NIX32);
    }

    /** The hash algorithm field of a derivation output, such as {@code r:sha256}. */
    public String methodAndAlgorithm() {
        return method.prefix() + hash.algorithm().nixName();
    }

    @Override
    public String toString() {
        return render();
    }
}
