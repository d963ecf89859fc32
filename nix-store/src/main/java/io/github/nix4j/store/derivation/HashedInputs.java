package io.github.nix4j.store.derivation;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The input derivations of a derivation as its hash has them: by their own hashes, in the order of these. Needed twice for each
 * derivation that is evaluated, for the hash without and the hash with its output paths, and so made once. Immutable.
 */
final class HashedInputs {
    private static final int PER_INPUT = 80;

    private final StoreDir dir;
    private final byte[] bytes;
    private final boolean deferred;

    private HashedInputs(StoreDir dir, byte[] bytes, boolean deferred) {
        this.dir = dir;
        this.bytes = bytes;
        this.deferred = deferred;
    }

    /** One output of an input. Inputs with equal hashes become one. */
    private record Output(String hash, String name) implements Comparable<Output> {
        @Override
        public int compareTo(Output other) {
            int hashes = hash.compareTo(other.hash);
            return hashes != 0 ? hashes : name.compareTo(other.name);
        }
    }

    /** @param hashes the hash of an input */
    static HashedInputs of(Derivation drv, StoreDir dir, Function<StorePath, DerivationHash> hashes) {
        List<Output> outputs = new ArrayList<>(drv.inputs().size() + 2);
        boolean deferred = false;
        for (Map.Entry<StorePath, DerivationInput> input : drv.inputs().entrySet()) {
            DerivationHash hash = hashes.apply(input.getKey());
            deferred |= hash.deferred();
            for (String output : input.getValue().outputs()) {
                Hash found = hash.outputs().get(output);
                if (found == null) {
                    throw new StoreException("no hash for output '" + output + "' of derivation '" + drv.name() + "'");
                }
                outputs.add(new Output(found.base16(), output));
            }
        }
        outputs.sort(null);
        return new HashedInputs(dir, text(outputs, dir), deferred);
    }

    private static byte[] text(List<Output> sorted, StoreDir dir) {
        AtermBuffer to = new AtermBuffer(dir, PER_INPUT * sorted.size());
        Output last = null;
        for (Output output : sorted) {
            if (last == null || !output.hash.equals(last.hash)) {
                to.raw(last == null ? "(" : "]),(");
                to.quoted(output.hash);
                to.raw(",[");
                to.quoted(output.name);
            } else if (!output.name.equals(last.name)) {
                to.raw(",");
                to.quoted(output.name);
            }
            last = output;
        }
        if (last != null) {
            to.raw("])");
        }
        return to.toBytes();
    }

    /** Whether this is for a store in {@code other}. */
    boolean isFor(StoreDir other) {
        return dir.equals(other);
    }

    /** Whether some input's content decides its own path. */
    boolean deferred() {
        return deferred;
    }

    /** How many bytes there are. */
    int size() {
        return bytes.length;
    }

    void write(AtermBuffer to) {
        to.bytes(bytes, 0, bytes.length);
    }
}
