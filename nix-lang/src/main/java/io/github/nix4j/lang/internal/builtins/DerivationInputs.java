package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.StoreBridge;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.derivation.DerivationInput;
import io.github.nix4j.store.path.StorePath;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a derivation needs, following from the context of its attributes. */
final class DerivationInputs {
    /** An input derivation on its way to {@link DerivationInput}. */
    private static final class Draft {
        final TreeSet<String> outputs = new TreeSet<>();
        final TreeMap<String, Draft> dynamic = new TreeMap<>();

        DerivationInput finish() {
            TreeMap<String, DerivationInput> finished = new TreeMap<>();
            dynamic.forEach((output, draft) -> finished.put(output, draft.finish()));
            return new DerivationInput(outputs, finished);
        }
    }

    private final StoreReader store;
    private final TreeMap<StorePath, Draft> drafts = new TreeMap<>();
    private final TreeSet<StorePath> sources = new TreeSet<>();

    DerivationInputs(StoreReader store) {
        this.store = store;
    }

    void add(StoreBridge bridge, ContextElement element) {
        if (element instanceof ContextElement.Opaque opaque) {
            sources.add(StorePath.of(opaque.path()));
        } else if (element instanceof ContextElement.Built built) {
            draft(built.drv()).outputs.add(built.output());
        } else if (element instanceof ContextElement.DrvDeep deep) {
            // The builder may look at the whole graph, so all of it has to be there: every object and all outputs.
            for (StorePath path : bridge.closure(StorePath.of(deep.drvPath()))) {
                sources.add(path);
                if (path.isDerivation()) {
                    Draft draft = drafts.computeIfAbsent(path, p -> new Draft());
                    draft.outputs.clear();
                    draft.outputs.addAll(store.readDerivation(path).outputs().keySet());
                }
            }
        }
    }

    private Draft draft(ContextElement derivation) {
        if (derivation instanceof ContextElement.Built built) {
            return draft(built.drv()).dynamic.computeIfAbsent(built.output(), output -> new Draft());
        }
        StorePath path = StorePath.of(((ContextElement.Opaque) derivation).path());
        return drafts.computeIfAbsent(path, p -> new Draft());
    }

    SortedSet<StorePath> sources() {
        return sources;
    }

    SortedMap<StorePath, DerivationInput> derivations() {
        TreeMap<StorePath, DerivationInput> inputs = new TreeMap<>();
        drafts.forEach((path, draft) -> inputs.put(path, draft.finish()));
        return inputs;
    }
}
