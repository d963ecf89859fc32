package io.github.nix4j.flake;

import io.github.nix4j.flake.fetch.DisplayedTree;
import io.github.nix4j.flake.fetch.FetchedTree;
import io.github.nix4j.flake.lock.FlakeSource;
import io.github.nix4j.flake.ref.FlakeRef;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.LateRoot;
import io.github.nix4j.store.tree.SourceTree;
import io.github.nix4j.store.tree.TreePath;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A large tree, which is hashed and put where others are when its place in the store is asked for. */
final class LateTree {
    private final FetchedTree fetched;
    private final LateRoot root;
    private final SourceTree shown;

    /**
     * @param original what asked for the tree
     * @param place hashes the tree and puts it there
     */
    LateTree(FetchedTree fetched, Input original, StoreDir storeDir, TracedReads reads, Supplier<StorePath> place) {
        this.fetched = fetched;
        this.root = new LateRoot(
                TreePath.of(storeDir.path()), "-" + fetched.locked().name(), () -> storeDir.print(place.get()));
        this.shown = reads.of(fetched.isCopied() ? new DisplayedTree(fetched.tree(), root) : fetched.tree(), original);
    }

    LateRoot root() {
        return root;
    }

    /** The files as messages name them: local directories are read from their copies. */
    SourceTree shown() {
        return shown;
    }

    /** The tree of a flake whose reference is {@code resolved}. */
    FlakeSource.Tree of(FlakeRef resolved) {
        return new FlakeSource.Tree() {
            @Override
            public FlakeRef described() {
                return root.isKnown() ? locked() : resolved.withInput(fetched.locked());
            }

            @Override
            public FlakeRef locked() {
                // Shown as others are by whoever knows its hash.
                root.text();
                Input input = fetched.locked();
                return resolved.withInput(
                        input.withAttributes(input.attributes().with("narHash", fetched.narHash())));
            }

            @Override
            public @Nullable String fingerprint() {
                return FlakeTrees.fingerprint(fetched);
            }
        };
    }
}
