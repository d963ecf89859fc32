package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.internal.eval.AttrsValue;
import io.github.nix4j.lang.internal.eval.BuiltinGroup;
import io.github.nix4j.lang.internal.eval.BuiltinRegistry;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.hash.HashFormat;
import io.github.nix4j.store.path.Placeholder;

/** Hashes of strings and their text forms. */
final class HashBuiltins implements BuiltinGroup {
    @Override
    public void register(BuiltinRegistry r) {
        r.add2("hashString", "type s", HashBuiltins::hashString)
                .doc("The hash of a string in base 16. `type` is `\"md5\"`, `\"sha1\"`, `\"sha256\"` or `\"sha512\"`.");
        r.add1("convertHash", "args", HashBuiltins::convertHash)
                .doc("Writes `hash` in the form `toHashFormat`: `\"base16\"`, `\"nix32\"`, `\"base64\"` or `\"sri\"`."
                        + " `hashAlgo` is needed where `hash` does not name its algorithm.");
        r.add1("placeholder", "output", HashBuiltins::placeholder)
                .global()
                .doc("A string that stands for the path of an output and is replaced by it before the build.");
    }

    static Value hashString(Evaluation ev, Value type, Value s) {
        String name =
                ev.forceStringNoContext(type, 0, "while evaluating the first argument passed to builtins.hashString");
        HashAlgorithm algorithm = algorithm(ev, name);
        String text = ev.forceString(
                s, new ContextBuilder(), 0, "while evaluating the second argument passed to builtins.hashString");
        return StringValue.of(algorithm.hash(text).base16());
    }

    /** The algorithm called {@code name}, if the settings allow it. */
    static HashAlgorithm algorithm(Evaluation ev, String name) {
        try {
            HashAlgorithm algorithm = HashAlgorithm.parse(name);
            requireFeature(ev, algorithm);
            return algorithm;
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
    }

    static void requireFeature(Evaluation ev, HashAlgorithm algorithm) {
        if (algorithm == HashAlgorithm.BLAKE3 && !ev.engine.settings().hasFeature("blake3-hashes")) {
            throw ev.errors.disabledFeature("blake3-hashes");
        }
    }

    static Value convertHash(Evaluation ev, Value args) {
        AttrsValue attrs = ev.forceAttrs(args, 0, "while evaluating the first argument passed to builtins.convertHash");
        Value hashCell = ev.getAttr(attrs, ev.intern("hash"), "while locating the attribute 'hash'");
        String text = ev.forceStringNoContext(hashCell, 0, "while evaluating the attribute 'hash'");
        Value algorithmCell = attrs.get(ev.intern("hashAlgo"));
        HashAlgorithm algorithm = algorithmCell == null
                ? null
                : algorithm(ev, ev.forceStringNoContext(algorithmCell, 0, "while evaluating the attribute 'hashAlgo'"));
        Value formatCell = ev.getAttr(attrs, ev.intern("toHashFormat"), "while locating the attribute 'toHashFormat'");
        String formatName = ev.forceStringNoContext(formatCell, 0, "while evaluating the attribute 'toHashFormat'");
        if (HashFormat.isDeprecatedName(formatName)) {
            String warning = "\"base32\" is a deprecated alias for hash format \"nix32\".";
            ev.engine.listener().warning(new NixException(ErrorKind.EVAL, Message.plain(warning)), false);
        }
        try {
            HashFormat format = HashFormat.parse(formatName);
            return StringValue.of(HashArguments.parse(ev, text, algorithm).format(format));
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
    }

    static Value placeholder(Evaluation ev, Value output) {
        String name = ev.forceStringNoContext(
                output, 0, "while evaluating the first argument passed to builtins.placeholder");
        return StringValue.of(Placeholder.ownOutput(name).render());
    }
}
