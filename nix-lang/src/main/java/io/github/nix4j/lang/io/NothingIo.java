package io.github.nix4j.lang.io;

import io.github.nix4j.store.tree.MemoryTree;
import io.github.nix4j.store.tree.SourceTree;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The default: nothing can be reached. */
final class NothingIo implements EvalIo {
    private final SourceTree root = MemoryTree.builder().build();

    @Override
    public SourceTree root() {
        return root;
    }

    @Override
    public @Nullable String environment(String name) {
        return null;
    }

    @Override
    public @Nullable String home() {
        return null;
    }

    @Override
    public Instant currentTime() {
        return Instant.EPOCH;
    }

    @Override
    public String currentSystem() {
        return "unknown";
    }

    @Override
    public List<SearchPathEntry> nixPath() {
        return List.of();
    }
}
