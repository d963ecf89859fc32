package io.github.nix4j.store.derivation;

import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import org.jspecify.annotations.Nullable;

/** One output of a derivation: what is known of its path before it is built. */
public sealed interface DerivationOutput {
    /** The path follows from the derivation itself. */
    record InputAddressed(StorePath path) implements DerivationOutput {}

    /** The content is known beforehand, and the path follows from it. */
    record CAFixed(ContentAddress address) implements DerivationOutput {
        @Override
        public StorePath path(StoreDir dir, String derivationName, String output) {
            return dir.makeFixedOutputPath(StoreDir.outputName(derivationName, output), address);
        }
    }

    /** The content is known only once it is built, and the path follows from it. */
    record CAFloating(ContentAddressMethod method, HashAlgorithm algorithm) implements DerivationOutput {}

    /** Input-addressed, but the path waits for a derivation whose own output path is not known yet. */
    record Deferred() implements DerivationOutput {}

    /** Content-addressed and different each time it is built. */
    record Impure(ContentAddressMethod method, HashAlgorithm algorithm) implements DerivationOutput {}

    /** The path, where it is known before building. */
    default @Nullable StorePath path(StoreDir dir, String derivationName, String output) {
        return this instanceof InputAddressed addressed ? addressed.path() : null;
    }
}
