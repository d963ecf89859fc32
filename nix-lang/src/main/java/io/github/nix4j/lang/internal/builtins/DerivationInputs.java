package io.github.nix4j.lang.internal.builtins;

import com.google.common.collect.ImmutableSortedSet;
import io.github.nix4j.lang.internal.eval.StoreBridge;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.derivation.DerivationInput;
import io.github.nix4j.store.path.StorePath;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a derivation needs, following from the context of its attributes. */
final class DerivationInputs {
    /** An input derivation on its way to {@link DerivationInput}. */
    private static final class Draft {
        final Set<String> outputs = new HashSet<>(2);
        private @Nullable Map<String, Draft> dynamic; // hardly any has them

        Draft dynamic(String output) {
            if (dynamic == null) {
                dynamic = new TreeMap<>();
            }
            return dynamic.computeIfAbsent(output, name -> new Draft());
        }

        DerivationInput finish() {
            SortedSet<String> names = outputs.size() == 1
                    ? ImmutableSortedSet.of(outputs.iterator().next())
                    : ImmutableSortedSet.copyOf(outputs);
            if (dynamic == null) {
                return DerivationInput.of(names);
            }
            TreeMap<String, DerivationInput> finished = new TreeMap<>();
            dynamic.forEach((output, draft) -> finished.put(output, draft.finish()));
            return new DerivationInput(names, finished);
        }
    }

    private final StoreReader store;
    private final SortedMap<StorePath, Draft> drafts = new TreeMap<>();
    private final SortedSet<StorePath> sources = new TreeSet<>();

    DerivationInputs(StoreReader store) {
        this.store = store;
    }

    void add(StoreBridge bridge, ContextElement element) {
        if (element instanceof ContextElement.Opaque opaque) {
            sources.add(opaque.path());
        } else if (element instanceof ContextElement.Built built) {
            draft(built.drv()).outputs.add(built.output());
        } else if (element instanceof ContextElement.DrvDeep deep) {
            // The builder may look at the whole graph, so all of it has to be there: every object and all outputs.
            for (StorePath path : bridge.closure(deep.drvPath())) {
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
            return draft(built.drv()).dynamic(built.output());
        }
        StorePath path = ((ContextElement.Opaque) derivation).path();
        return drafts.computeIfAbsent(path, p -> new Draft());
    }

    SortedSet<StorePath> sources() {
        return sources;
    }

    SortedMap<StorePath, DerivationInput> derivations() {
        SortedMap<StorePath, DerivationInput> inputs = new TreeMap<>();
        drafts.forEach((path, draft) -> inputs.put(path, draft.finish()));
        return inputs;
    }
}
