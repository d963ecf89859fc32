package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.Symbols;
import io.github.nix4j.store.UnknownNameException;
import io.github.nix4j.store.derivation.DerivationOutput;
import io.github.nix4j.store.hash.ContentAddress;
import io.github.nix4j.store.hash.ContentAddressMethod;
import io.github.nix4j.store.hash.Hash;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.path.Placeholder;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the attributes of a derivation say about its outputs. */
final class DerivationOutputs {
    private final Evaluation ev;
    private final String derivation;
    private TreeSet<String> names = new TreeSet<>(Set.of("out"));
    private boolean contentAddressed;
    private boolean impure;
    private @Nullable String hash;
    private @Nullable HashAlgorithm algorithm;
    private @Nullable ContentAddressMethod method;

    DerivationOutputs(Evaluation ev, String derivation) {
        this.ev = ev;
        this.derivation = derivation;
    }

    void contentAddressed() {
        contentAddressed = true;
        require("ca-derivations");
    }

    void impure() {
        impure = true;
        require("impure-derivations");
    }

    private void require(String feature) {
        if (!ev.engine.settings().hasFeature(feature)) {
            throw ev.errors.disabledFeature(feature);
        }
    }

    void names(List<String> given) {
        TreeSet<String> all = new TreeSet<>();
        for (String output : given) {
            if (all.contains(output)) {
                throw ev.errors.atNone(ev.errors.eval("duplicate derivation output '%s'", output));
            }
            if (output.equals("drvPath")) {
                // The result has an attribute of this name.
                throw ev.errors.atNone(ev.errors.eval("invalid derivation output name 'drvPath'"));
            }
            all.add(output);
        }
        if (all.isEmpty()) {
            throw ev.errors.atNone(ev.errors.eval("derivation cannot have an empty set of outputs"));
        }
        names = all;
    }

    /** Whether {@link #attribute} is to be told of an attribute. */
    boolean concerns(int symbol) {
        Symbols symbols = ev.engine.symbols();
        return symbol == symbols.outputHash || symbol == symbols.outputHashAlgo || symbol == symbols.outputHashMode;
    }

    void attribute(int symbol, String text) {
        Symbols symbols = ev.engine.symbols();
        if (symbol == symbols.outputHash) {
            hash = text;
        } else if (symbol == symbols.outputHashAlgo) {
            algorithm = algorithm(text);
        } else {
            mode(text);
        }
    }

    /** The algorithm called {@code text}; null for names of none, which mean that the hash tells. */
    private @Nullable HashAlgorithm algorithm(String text) {
        for (HashAlgorithm known : HashAlgorithm.values()) {
            if (known.nixName().equals(text)) {
                if (known == HashAlgorithm.BLAKE3) {
                    require("blake3-hashes");
                }
                return known;
            }
        }
        return null;
    }

    private void mode(String text) {
        try {
            method = text.equals("recursive") ? ContentAddressMethod.NAR : ContentAddressMethod.parse(text);
        } catch (UnknownNameException e) {
            throw ev.errors.atNone(ev.errors.eval("invalid value '%s' for 'outputHashMode' attribute", text));
        }
        if (method == ContentAddressMethod.TEXT && !ev.engine.settings().hasFeature("dynamic-derivations")) {
            throw ev.errors.disabledFeature(
                    "dynamic-derivations", "text-hashed derivation '" + derivation + "', outputHashMode = \"text\"");
        }
        if (method == ContentAddressMethod.GIT) {
            require("git-hashing");
        }
    }

    /** Refuses names of derivations that look like derivations, unless what is made may be one. */
    void checkName() {
        boolean onlyOut = names.size() == 1 && names.first().equals("out");
        if (derivation.endsWith(StorePath.DRV_EXTENSION) && !(method == ContentAddressMethod.TEXT && onlyOut)) {
            throw ev.errors.atNone(ev.errors.eval(
                    "derivation names are allowed to end in '%s' only if they produce a single derivation file",
                    StorePath.DRV_EXTENSION));
        }
    }

    /** Whether output paths follow from the derivation and are yet to be filled in. */
    boolean isInputAddressed() {
        return hash == null && !contentAddressed && !impure;
    }

    /** The outputs; puts their variables into {@code env}. */
    SortedMap<String, DerivationOutput> make(Map<String, String> env) {
        TreeMap<String, DerivationOutput> outputs = new TreeMap<>();
        if (hash != null) {
            fixed(hash, outputs, env);
        } else if (contentAddressed || impure) {
            floating(outputs, env);
        } else {
            for (String output : names) {
                env.put(output, "");
                outputs.put(output, new DerivationOutput.Deferred());
            }
        }
        return outputs;
    }

    private void fixed(String text, SortedMap<String, DerivationOutput> outputs, Map<String, String> env) {
        if (names.size() != 1 || !names.first().equals("out")) {
            throw ev.errors.atNone(ev.errors.eval("multiple outputs are not supported in fixed-output derivations"));
        }
        Hash parsed = HashArguments.parseOrZero(ev, text, algorithm);
        ContentAddress address = new ContentAddress(method == null ? ContentAddressMethod.FLAT : method, parsed);
        DerivationOutput.CAFixed output = new DerivationOutput.CAFixed(address);
        StoreDir dir = ev.engine.storeBridge().reader().storeDir();
        env.put("out", dir.print(output.path(dir, derivation, "out")));
        outputs.put("out", output);
    }

    private void floating(SortedMap<String, DerivationOutput> outputs, Map<String, String> env) {
        if (contentAddressed && impure) {
            throw ev.errors.atNone(ev.errors.eval("derivation cannot be both content-addressed and impure"));
        }
        HashAlgorithm chosen = algorithm == null ? HashAlgorithm.SHA256 : algorithm;
        ContentAddressMethod how = method == null ? ContentAddressMethod.NAR : method;
        for (String output : names) {
            env.put(output, Placeholder.ownOutput(output).render());
            outputs.put(
                    output,
                    impure ? new DerivationOutput.Impure(how, chosen) : new DerivationOutput.CAFloating(how, chosen));
        }
    }
}
