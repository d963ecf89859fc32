package io.github.nix4j.lang.internal.store;

import io.github.nix4j.lang.ErrorKind;
import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.HelperThread;
import io.github.nix4j.lang.internal.eval.LimitWatch;
import io.github.nix4j.lang.io.Realiser;
import io.github.nix4j.lang.io.StoreTree;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.lang.value.StringContext;
import io.github.nix4j.store.StoreException;
import io.github.nix4j.store.StoreReader;
import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes what strings refer to valid, so that evaluation can read it. Thread-safe. */
final class ContextRealiser {
    private final StoreReader store;
    private final Realiser realiser;
    private final StoreTree files;

    /** @param files the tree in which objects show that need not be in the store */
    ContextRealiser(StoreReader store, StoreTree files, Realiser realiser) {
        this.store = store;
        this.files = files;
        this.realiser = realiser;
    }

    /** Builds the outputs in {@code context}, checks that all else in it is valid, and gives the paths of the outputs. */
    List<StorePath> realise(Evaluation ev, StringContext context) {
        List<ContextElement.Built> outputs = new ArrayList<>();
        for (ContextElement element : context) {
            ContextElement base = element;
            if (element instanceof ContextElement.Built built) {
                outputs.add(built);
                while (base instanceof ContextElement.Built inner) {
                    base = inner.drv();
                }
            }
            StorePath path = base instanceof ContextElement.DrvDeep deep
                    ? deep.drvPath()
                    : ((ContextElement.Opaque) base).path();
            store.addTempRoot(path);
            if (!files.isMounted(path) && !store.isValid(path)) {
                throw ev.errors.of(ErrorKind.INVALID_PATH, "path '%s' is not valid", path);
            }
        }
        if (outputs.isEmpty()) {
            return List.of();
        }
        if (ev.refusesImports()) {
            throw ev.errors.of(
                    ErrorKind.IMPORT_FROM_DERIVATION,
                    "cannot build '%s' during evaluation because the option 'allow-import-from-derivation' is disabled",
                    ev.engine.storeBridge().display(outputs.get(0)));
        }
        try {
            return build(ev, outputs);
        } catch (StoreException e) {
            throw ev.errors.store(e);
        }
    }

    private List<StorePath> build(Evaluation ev, List<ContextElement.Built> outputs) {
        List<StorePath> paths = new ArrayList<>();
        List<ContextElement.Built> missing = new ArrayList<>();
        for (ContextElement.Built output : outputs) {
            StorePath path = path(output);
            if (path != null) {
                store.addTempRoot(path);
                paths.add(path);
            }
            if (path == null || !store.isValid(path)) {
                missing.add(output);
            }
        }
        if (!missing.isEmpty()) {
            HelperThread.refuse("a build");
            realise(ev, missing);
            for (ContextElement.Built output : missing) {
                StorePath path = path(output);
                if (path == null) {
                    // The place of such an output is known to the builder only, which has no way of telling it yet.
                    throw ev.errors.disabledFeature("ca-derivations");
                }
            }
        }
        return paths;
    }

    private void realise(Evaluation ev, List<ContextElement.Built> missing) {
        boolean done = false;
        try {
            LimitWatch.during(ev, () -> {
                realiser.realise(missing);
                return missing;
            });
            done = true;
        } finally {
            if (!done) {
                ev.sharing.failsOutside();
            }
        }
    }

    /** The path of an output, if it is known before building. */
    private @Nullable StorePath path(ContextElement.Built output) {
        if (!(output.drv() instanceof ContextElement.Opaque drv)) {
            return null;
        }
        return store.readDerivation(drv.path()).outputPath(store.storeDir(), output.output());
    }
}
