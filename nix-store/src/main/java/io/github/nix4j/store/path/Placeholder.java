package io.github.nix4j.store.path;

import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;

/**
 * A text that stands for an output path which is not known yet, and is replaced by that path before the build.
 *
 * @param hash what makes it unique
 */
public record Placeholder(Hash hash) {
    private static final int COMPRESSED_SIZE = 20;

    /** Stands for the derivation's own output {@code output}; what {@code builtins.placeholder} gives. */
    public static Placeholder ownOutput(String output) {
        return new Placeholder(HashAlgorithm.SHA256.hash("nix-output:" + output));
    }

    /** Stands for {@code output} of the derivation at {@code drvPath}, whose content decides its path. */
    public static Placeholder unknownOutput(StorePath drvPath, String output) {
        String name = StoreDir.outputName(drvPath.derivationName(), output);
        return new Placeholder(HashAlgorithm.SHA256.hash("nix-upstream-output:" + drvPath.hashPart() + ':' + name));
    }

    /** Stands for {@code output} of a derivation that is itself the output which {@code derivation} stands for. */
    public static Placeholder unknownDerivation(Placeholder derivation, String output) {
        String inner = derivation.hash.compress(COMPRESSED_SIZE).nix32();
        return new Placeholder(HashAlgorithm.SHA256.hash("nix-computed-output:" + inner + ':' + output));
    }

    /** The text: a slash and the hash in Nix base 32. */
    public String render() {
        return '/' + hash.nix32();
    }

    @Override
    public String toString() {
        return render();
    }
}
