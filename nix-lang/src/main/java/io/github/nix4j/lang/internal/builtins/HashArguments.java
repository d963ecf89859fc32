package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import org.jspecify.annotations.Nullable;

/** Hashes that programs state beforehand. */
final class HashArguments {
    private HashArguments() {}

    /** The hash {@code text}, if the settings allow its algorithm. */
    static Hash parse(Evaluation ev, String text, @Nullable HashAlgorithm algorithm) {
        // Before anything else is looked at, as where a program names an algorithm alone.
        HashAlgorithm named = Hash.namedAlgorithm(text);
        if (named != null) {
            HashBuiltins.requireFeature(ev, named);
        }
        return Hash.parse(text, algorithm);
    }

    /** The hash {@code text}; an empty one stands for zeros, with a warning, so that the right one gets reported. */
    static Hash parseOrZero(Evaluation ev, String text, @Nullable HashAlgorithm algorithm) {
        if (!text.isEmpty()) {
            try {
                return parse(ev, text, algorithm);
            } catch (StoreException e) {
                throw ev.errors.store(e);
            }
        }
        if (algorithm == null) {
            throw ev.errors.eval("empty hash requires explicit hash algorithm");
        }
        Hash zero = Hash.zero(algorithm);
        Message warning = Message.of("found empty hash, assuming '%s'", zero.sri());
        ev.engine.listener().warning(new NixException(ErrorKind.EVAL, warning), false);
        return zero;
    }
}
