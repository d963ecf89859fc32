package io.github.nix4j.store.path;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashFormat;
import io.github.nix4j.store.tree.TreePath;
import org.jspecify.annotations.Nullable;

/**
 * The logical store directory, which every store path's hash depends on, and the rules by which store paths follow from it.
 *
 * @param path absolute and canonical byte text, such as {@code /nix/store}
 */
public record StoreDir(String path) {
    /** {@code /nix/store}. */
    public static final StoreDir DEFAULT = new StoreDir("/nix/store");

    private static final int PATH_HASH_SIZE = 20;

    public StoreDir {
        if (path.equals("/") || !TreePath.of(path).text().equals(path)) {
            throw new IllegalArgumentException("the store directory must be absolute and canonical: " + path);
        }
    }

    // Written out: a record's own is made when it is first called, which takes a start milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof StoreDir store && path.equals(store.path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /** The full path of {@code path}, as byte text. */
    public String print(StorePath path) {
        return this.path.concat("/").concat(path.baseName());
    }

    /** Parses the full path of a store object, not of something inside one; throws {@link BadStorePathException}. */
    public StorePath parse(String fullPath) {
        // The common case without canonicalising: DIR/BASENAME.
        int cut = path.length();
        if (fullPath.length() > cut + StorePath.HASH_LENGTH
                && fullPath.charAt(cut) == '/'
                && fullPath.startsWith(path)
                && fullPath.indexOf('/', cut + 1) < 0) {
            return StorePath.of(fullPath.substring(cut + 1));
        }
        TreePath canonical = TreePath.of(fullPath);
        TreePath parent = canonical.parent();
        if (parent == null || !parent.text().equals(path)) {
            throw new BadStorePathException("path \"" + canonical.text() + "\" is not in the Nix store");
        }
        return StorePath.of(canonical.name());
    }

    /** As {@link #parse}, but null for what is no store path. */
    public @Nullable StorePath tryParse(String fullPath) {
        try {
            return parse(fullPath);
        } catch (BadStorePathException e) {
            return null;
        }
    }

    /** Whether {@code fullPath} lies inside the store directory, below it by at least one component. */
    public boolean contains(String fullPath) {
        return fullPath.length() > path.length() + 1
                && fullPath.startsWith(path)
                && fullPath.charAt(path.length()) == '/';
    }

    /** A store object and a place inside it. */
    public record Located(StorePath storePath, TreePath inside) {}

    /** Splits a path into or inside a store object; throws {@link BadStorePathException}. */
    public Located locate(String fullPath) {
        String canonical = TreePath.of(fullPath).text();
        if (!contains(canonical)) {
            throw new BadStorePathException("path '" + canonical + "' is not in the Nix store");
        }
        int slash = canonical.indexOf('/', path.length() + 1);
        return slash < 0
                ? new Located(StorePath.of(canonical.substring(path.length() + 1)), TreePath.ROOT)
                : new Located(
                        StorePath.of(canonical.substring(path.length() + 1, slash)),
                        TreePath.of(canonical.substring(slash)));
    }

    /** The path of the object of kind {@code type} (with its references, as Nix writes them) and inner hash {@code hash}. */
    public StorePath makePath(String type, Hash hash, String name) {
        String text = type + ':' + hash.formatPrefixed(HashFormat.BASE16) + ':' + path + ':' + name;
        return StorePath.of(HashAlgorithm.SHA256.hash(text).compress(PATH_HASH_SIZE), name);
    }

    /** The path of output {@code output} of an input-addressed derivation called {@code derivationName}. */
    public StorePath makeOutputPath(String output, Hash hash, String derivationName) {
        return makePath("output:" + output, hash, outputName(derivationName, output));
    }

    /** The name of the store object that is {@code output} of a derivation: only {@code out} adds no suffix. */
    public static String outputName(String derivationName, String output) {
        return output.equals("out") ? derivationName : derivationName + '-' + output;
    }

    /** The path of a text object; {@code hash} is the SHA-256 of its content. */
    public StorePath makeTextPath(String name, Hash hash, StoreReferences references) {
        return makeContentAddressedPath(name, new ContentAddress(ContentAddressMethod.TEXT, hash), references);
    }

    /** The path of a fixed-output object without references. */
    public StorePath makeFixedOutputPath(String name, ContentAddress address) {
        return makeContentAddressedPath(name, address, StoreReferences.NONE);
    }

    /** The path of a content-addressed object; throws {@link StoreException} where Nix allows no such combination. */
    public StorePath makeContentAddressedPath(String name, ContentAddress address, StoreReferences references) {
        Hash hash = address.hash();
        HashAlgorithm algorithm = hash.algorithm();
        switch (address.method()) {
            case TEXT -> {
                if (references.self()) {
                    throw new StoreException("self-reference not allowed with text hashing");
                }
                if (algorithm != HashAlgorithm.SHA256) {
                    // C++ Nix 2.34 aborts here.
                    throw new StoreException("text objects must be hashed with sha256, not " + algorithm.nixName());
                }
                return makePath(typeWithReferences("text", references), hash, name);
            }
            case GIT -> {
                if (algorithm != HashAlgorithm.SHA1 && algorithm != HashAlgorithm.SHA256) {
                    throw new StoreException("Git file ingestion must use SHA-1 or SHA-256 hash, but instead using: "
                            + algorithm.nixName());
                }
            }
            case NAR -> {
                if (algorithm == HashAlgorithm.SHA256) {
                    return makePath(typeWithReferences("source", references), hash, name);
                }
            }
            case FLAT -> {}
        }
        if (!references.isEmpty()) {
            throw new StoreException(
                    "fixed output derivation '" + name + "' is not allowed to refer to other store paths.\n"
                            + "You may need to use the 'unsafeDiscardReferences' derivation attribute, see the manual for more details.");
        }
        String fixed = "fixed:out:" + address.method().prefix() + hash.formatPrefixed(HashFormat.BASE16) + ':';
        return makePath("output:out", HashAlgorithm.SHA256.hash(fixed), name);
    }

    private String typeWithReferences(String type, StoreReferences references) {
        if (references.isEmpty()) {
            return type;
        }
        StringBuilder text = new StringBuilder(type);
        for (StorePath reference : references.others()) {
            text.append(':').append(path).append('/').append(reference.baseName());
        }
        return references.self() ? text.append(":self").toString() : text.toString();
    }

    /** The store directory. */
    @Override
    public String toString() {
        return path;
    }
}
