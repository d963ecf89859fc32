package io.github.nix4j.lang.internal.eval;

import io.github.nix4j.lang.io.SourcePath;
import io.github.nix4j.lang.value.ContextBuilder;
import io.github.nix4j.lang.value.ContextElement;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.SourceTree;

/** What evaluation needs of a store. Thread-safe. */
public interface StoreBridge {
    /** The logical store directory, such as {@code /nix/store}, as byte text. */
    String storeDir();

    /** The full path of a store object. */
    default String print(StorePath path) {
        return storeDir() + "/" + path.baseName();
    }

    /** How messages name a context element. */
    default String display(ContextElement element) {
        if (element instanceof ContextElement.Opaque opaque) {
            return storeDir() + "/" + opaque.path();
        } else if (element instanceof ContextElement.DrvDeep deep) {
            return storeDir() + "/" + deep.drvPath() + " (deep)";
        }
        ContextElement.Built built = (ContextElement.Built) element;
        return display(built.drv()) + "^" + built.output();
    }

    /**
     * Copies the tree at {@code path} to the store (computes its path once; the store may keep a reference instead of bytes),
     * adds it to {@code into} and returns its full store path.
     */
    String copyToStore(Evaluation ev, ContextBuilder into, SourcePath path);

    /** The content of a store object. */
    SourceTree tree(StorePath path);
}
