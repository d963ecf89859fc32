package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.derivation.Derivation;
import io.github.nix4j.store.path.Placeholder;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;

/** Strings that stand for outputs of derivations: their paths where they are known, else placeholders. */
final class OutputStrings {
    private OutputStrings() {}

    /** The output {@code output} of the derivation at {@code drvPath}. */
    static StringValue of(Evaluation ev, StorePath drvPath, Derivation derivation, String output) {
        StoreDir dir = ev.engine.storeBridge().reader().storeDir();
        StorePath path = derivation.outputPath(dir, output);
        if (path == null && !ev.engine.settings().hasFeature("ca-derivations")) {
            throw ev.errors.disabledFeature("ca-derivations");
        }
        String text = path == null ? Placeholder.unknownOutput(drvPath, output).render() : dir.print(path);
        ContextElement element = new ContextElement.Built(new ContextElement.Opaque(drvPath), output);
        return new StringValue(text, StringContext.of(element));
    }
}
