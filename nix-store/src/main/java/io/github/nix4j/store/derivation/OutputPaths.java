package io.github.nix4j.store.derivation;

import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Fills in and checks what a derivation says about its own output paths. */
public final class OutputPaths {
    private final StoreDir dir;
    private final DerivationHasher hasher;

    public OutputPaths(StoreDir dir, DerivationHasher hasher) {
        this.dir = dir;
        this.hasher = hasher;
    }

    /**
     * The derivation with the paths of its deferred outputs, wherever they can be known, and with these paths in variables
     * that are missing or empty. Throws {@link StoreException} where it says something else already.
     */
    public Derivation fillIn(Derivation derivation) {
        TreeMap<String, DerivationOutput> outputs = new TreeMap<>();
        Map<String, String> variables = new HashMap<>();
        Lazy hash = new Lazy(derivation);
        for (Map.Entry<String, DerivationOutput> entry : derivation.outputs().entrySet()) {
            String name = entry.getKey();
            DerivationOutput output = entry.getValue();
            StorePath path = path(hash, name, output);
            if (path != null) {
                if (output instanceof DerivationOutput.Deferred) {
                    output = new DerivationOutput.InputAddressed(path);
                }
                String said = derivation.env().get(name);
                if (said == null || said.isEmpty()) {
                    variables.put(name, dir.print(path));
                } else {
                    checkVariable(name, said, path);
                }
            }
            outputs.put(name, output);
        }
        Derivation filled = derivation.withOutputPaths(outputs, environment(derivation.env(), variables));
        filled.type();
        return filled;
    }

    /** {@code env} with other values for {@code variables}, and those that it lacks. */
    private static SortedMap<String, String> environment(SortedMap<String, String> env, Map<String, String> variables) {
        if (variables.isEmpty()) {
            return env;
        }
        TreeMap<String, String> all = new TreeMap<>(env);
        all.putAll(variables);
        return all;
    }

    /**
     * Throws {@link StoreException} unless all output paths are right. What Nix only warns about yet goes to
     * {@code warnings}.
     */
    public void check(Derivation derivation, Consumer<String> warnings) {
        Lazy hash = new Lazy(derivation);
        derivation.outputs().forEach((name, output) -> {
            StorePath path = path(hash, name, output);
            if (path != null) {
                if (output instanceof DerivationOutput.Deferred) {
                    warnings.accept("derivation has incorrect deferred output, should be '" + dir.print(path)
                            + "'.\nThis will be an error in future versions of Nix;"
                            + " compatibility of CA derivations will be broken.");
                }
                checkVariable(name, derivation.env().get(name), path);
            }
        });
        derivation.type();
    }

    /** As {@link #check}, and the derivation must be called what its path says. */
    public void check(Derivation derivation, StorePath drvPath, Consumer<String> warnings) {
        if (!drvPath.derivationName().equals(derivation.name())) {
            throw new StoreException("derivation '" + dir.print(drvPath) + "' has name '" + derivation.name()
                    + "' which does not match its path");
        }
        check(derivation, warnings);
    }

    /** What the path of {@code output} must be; null where nobody can know yet. */
    private @Nullable StorePath path(Lazy hash, String name, DerivationOutput output) {
        if (output instanceof DerivationOutput.CAFixed fixed) {
            return fixed.path(dir, hash.derivation.name(), name);
        }
        boolean deferredOutput = output instanceof DerivationOutput.Deferred;
        if (!deferredOutput && !(output instanceof DerivationOutput.InputAddressed)) {
            return null;
        }
        DerivationHash modulo = hash.get();
        if (modulo.deferred()) {
            if (output instanceof DerivationOutput.InputAddressed said) {
                throw new StoreException(
                        "derivation has incorrect output '" + dir.print(said.path()) + "', should be deferred");
            }
            return null;
        }
        Hash own = modulo.outputs().get(name);
        if (own == null) {
            throw new StoreException("derivation produced no hash for output '" + name + "'");
        }
        StorePath path = dir.makeOutputPath(name, own, hash.derivation.name());
        if (output instanceof DerivationOutput.InputAddressed said) {
            if (!said.path().equals(path)) {
                throw new StoreException("derivation has incorrect output '" + dir.print(said.path()) + "', should be '"
                        + dir.print(path) + "'");
            }
            // A right path is enough: Nix does not look at the variable then.
            return null;
        }
        return path;
    }

    private void checkVariable(String name, @Nullable String said, StorePath path) {
        String right = dir.print(path);
        if (said == null) {
            throw new StoreException("derivation has missing environment variable '" + name + "', should be '" + right
                    + "' but is not present");
        }
        if (!said.equals(right)) {
            throw new StoreException("derivation has incorrect environment variable '" + name + "', should be '" + right
                    + "' but is actually '" + said + "'");
        }
    }

    /** The hash is dear and not always needed. */
    private final class Lazy {
        private final Derivation derivation;
        private @Nullable DerivationHash hash;

        private Lazy(Derivation derivation) {
            this.derivation = derivation;
        }

        private DerivationHash get() {
            if (hash == null) {
                hash = hasher.masked(derivation);
            }
            return hash;
        }
    }
}
