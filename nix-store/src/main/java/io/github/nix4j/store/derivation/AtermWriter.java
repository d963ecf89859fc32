package io.github.nix4j.store.derivation;

import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Writes derivations in the form of {@code .drv} files. */
final class AtermWriter {
    /** Paths of outputs in their variables and beside, and what is around them. */
    private static final int USUAL_REST = 1024;

    private static final int PER_INPUT = 128;

    private final StoreDir dir;
    private final AtermBuffer to;

    private AtermWriter(StoreDir dir, AtermBuffer to) {
        this.dir = dir;
        this.to = to;
    }

    /** The content of the file. */
    static byte[] write(Derivation derivation, StoreDir dir) {
        return text(derivation, dir, false, null).toBytes();
    }

    /**
     * The SHA-256 of the file with {@code inputs} in place of the input derivations and, if {@code mask}, with empty text in
     * place of its own output paths.
     */
    static Hash hash(Derivation derivation, StoreDir dir, boolean mask, HashedInputs inputs) {
        return text(derivation, dir, mask, inputs).sha256();
    }

    private static AtermBuffer text(Derivation drv, StoreDir dir, boolean mask, @Nullable HashedInputs hashedInputs) {
        AtermTail tail = drv.tail(dir);
        int inputs = hashedInputs == null ? PER_INPUT * drv.inputs().size() : hashedInputs.size();
        AtermBuffer to = new AtermBuffer(dir, USUAL_REST + inputs + tail.size());
        new AtermWriter(dir, to).head(drv, mask, hashedInputs);
        if (mask) {
            tail.writeMasked(to);
        } else {
            tail.write(drv, to);
        }
        return to;
    }

    private void head(Derivation drv, boolean mask, @Nullable HashedInputs hashedInputs) {
        to.raw(hasDynamicInputs(drv) ? "DrvWithVersion(\"xp-dyn-drv\",[" : "Derive([");
        String separator = "";
        for (Map.Entry<String, DerivationOutput> output : drv.outputs().entrySet()) {
            to.raw(separator);
            separator = ",";
            output(drv.name(), output.getKey(), output.getValue(), mask);
        }
        to.raw("],[");
        if (hashedInputs == null) {
            inputs(drv.inputs());
        } else {
            hashedInputs.write(to);
        }
    }

    private static boolean hasDynamicInputs(Derivation drv) {
        for (DerivationInput input : drv.inputs().values()) {
            if (!input.dynamic().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private void output(String derivationName, String name, DerivationOutput output, boolean mask) {
        to.raw("(");
        to.quoted(name);
        to.raw(",");
        StorePath path = output.path(dir, derivationName, name);
        if (path == null || mask) {
            to.quoted("");
        } else {
            to.path(path);
        }
        String algorithm = "";
        String hash = "";
        if (output instanceof DerivationOutput.CAFixed fixed) {
            algorithm = fixed.address().methodAndAlgorithm();
            hash = fixed.address().hash().base16();
        } else if (output instanceof DerivationOutput.CAFloating floating) {
            algorithm = methodAndAlgorithm(floating.method(), floating.algorithm());
        } else if (output instanceof DerivationOutput.Impure impure) {
            algorithm = methodAndAlgorithm(impure.method(), impure.algorithm());
            hash = "impure";
        }
        to.raw(",");
        to.quoted(algorithm);
        to.raw(",");
        to.quoted(hash);
        to.raw(")");
    }

    private static String methodAndAlgorithm(ContentAddressMethod method, HashAlgorithm algorithm) {
        return method.prefix() + algorithm.nixName();
    }

    private void inputs(SortedMap<StorePath, DerivationInput> inputs) {
        String separator = "(";
        for (Map.Entry<StorePath, DerivationInput> input : inputs.entrySet()) {
            to.raw(separator);
            separator = ",(";
            to.path(input.getKey());
            to.raw(",");
            input(input.getValue());
            to.raw(")");
        }
    }

    private void input(DerivationInput input) {
        if (input.dynamic().isEmpty()) {
            names(input.outputs());
            return;
        }
        to.raw("(");
        names(input.outputs());
        to.raw(",[");
        String separator = "(";
        for (Map.Entry<String, DerivationInput> entry : input.dynamic().entrySet()) {
            to.raw(separator);
            separator = ",(";
            to.quoted(entry.getKey());
            to.raw(",");
            input(entry.getValue());
            to.raw(")");
        }
        to.raw("])");
    }

    private void names(SortedSet<String> names) {
        to.raw("[");
        String separator = "";
        for (String name : names) {
            to.raw(separator);
            separator = ",";
            to.quoted(name);
        }
        to.raw("]");
    }
}
