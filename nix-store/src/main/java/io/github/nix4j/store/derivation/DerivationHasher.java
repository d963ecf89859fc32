package io.github.nix4j.store.derivation;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Computes hashes of derivations modulo fixed outputs. Remembers those of input derivations by path, which is sound because a
 * {@code .drv} path stands for its content. Thread-safe: two threads may compute the same hash twice, never a different one.
 */
public final class DerivationHasher {
    private final StoreDir dir;
    private final Function<StorePath, Derivation> resolver;
    private final ConcurrentHashMap<StorePath, DerivationHash> known = new ConcurrentHashMap<>();

    /** @param resolver reads an input derivation; asked only for what was not {@linkplain #remember remembered} */
    public DerivationHasher(StoreDir dir, Function<StorePath, Derivation> resolver) {
        this.dir = dir;
        this.resolver = resolver;
    }

    /** Computes and remembers the hash of the derivation at {@code path}, so that it need not be read back. */
    public DerivationHash remember(StorePath path, Derivation derivation) {
        DerivationHash hash = known.get(path);
        if (hash == null) {
            hash = hash(derivation, false);
            known.put(path, hash);
        }
        return hash;
    }

    /** The hash with own output paths left out: what the output paths follow from. */
    public DerivationHash masked(Derivation derivation) {
        return hash(derivation, true);
    }

    /** The hash with own output paths: what stands for the derivation in those that depend on it. */
    public DerivationHash unmasked(Derivation derivation) {
        return hash(derivation, false);
    }

    /** The hash of the input at {@code path}. */
    private DerivationHash known(StorePath path) {
        DerivationHash hash = known.get(path);
        if (hash == null) {
            learn(path);
            hash = Objects.requireNonNull(known.get(path));
        }
        return hash;
    }

    /** Hashes the derivation at {@code top} and all that it needs, without recursion: chains may be long. */
    private void learn(StorePath top) {
        Deque<StorePath> open = new ArrayDeque<>();
        Set<StorePath> entered = new HashSet<>();
        Map<StorePath, Derivation> read = new HashMap<>();
        open.push(top);
        while (!open.isEmpty()) {
            StorePath path = open.peek();
            if (known.containsKey(path)) {
                open.pop();
                continue;
            }
            Derivation derivation = read.computeIfAbsent(path, resolver);
            boolean complete = true;
            if (entered.add(path) && derivation.type() != DerivationType.FIXED) {
                for (StorePath input : derivation.inputs().keySet()) {
                    if (!known.containsKey(input)) {
                        if (entered.contains(input)) {
                            throw new StoreException("derivation '" + dir.print(input) + "' depends on itself");
                        }
                        open.push(input);
                        complete = false;
                    }
                }
            }
            if (complete) {
                known.put(path, hash(derivation, false));
                read.remove(path);
                open.pop();
            }
        }
    }

    private DerivationHash hash(Derivation derivation, boolean mask) {
        DerivationType type = derivation.type();
        TreeMap<String, Hash> outputs = new TreeMap<>();
        if (type == DerivationType.FIXED) {
            derivation.outputs().forEach((name, output) -> {
                DerivationOutput.CAFixed fixed = (DerivationOutput.CAFixed) output;
                outputs.put(name, fixedHash(fixed, dir.print(fixed.path(dir, derivation.name(), name))));
            });
            return new DerivationHash(outputs, false);
        }
        HashedInputs inputs = derivation.hashedInputs(dir, this::known);
        Hash hash = AtermWriter.hash(derivation, dir, mask, inputs);
        for (String output : derivation.outputs().keySet()) {
            outputs.put(output, hash);
        }
        boolean floating = type == DerivationType.FLOATING || type == DerivationType.IMPURE;
        return new DerivationHash(outputs, floating || inputs.deferred());
    }

    private static Hash fixedHash(DerivationOutput.CAFixed output, String path) {
        return HashAlgorithm.SHA256.hash("fixed:out:" + output.address().methodAndAlgorithm() + ':'
                + output.address().hash().base16() + ':' + path);
    }
}
