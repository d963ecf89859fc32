package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.ref.InputPath;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What may be meant by paths of inputs that Nix only calls missing. Each hint is given once. */
final class LockHints {
    private final Consumer<NameHint> sink;
    private final Set<NameHint> given = new HashSet<>();

    LockHints(Consumer<NameHint> sink) {
        this.sink = sink;
    }

    /** Tells which of {@code there} may be meant by {@code path}. */
    @Nullable
    NameHint missing(InputPath path, Collection<InputPath> there) {
        return give(NameHint.of(
                "input",
                path.toString(),
                there.stream().map(InputPath::toString).toList()));
    }

    /** Tells which input {@code path} stands for, if it follows one; else which of {@code locked} may be meant. */
    @Nullable
    NameHint unlocked(InputPath path, Collection<InputPath> locked, LockFile lock) {
        SortedMap<InputPath, LockEdge> all = lock.allInputs();
        for (int length = 1; length <= path.names().size(); length++) {
            InputPath prefix = new InputPath(path.names().subList(0, length));
            if (all.get(prefix) instanceof LockEdge.Follows follows) {
                InputPath rest =
                        new InputPath(path.names().subList(length, path.names().size()));
                return give(NameHint.follows(
                        path.toString(), follows.path().resolve(rest).toString()));
            }
        }
        return missing(path, locked);
    }

    private @Nullable NameHint give(@Nullable NameHint hint) {
        if (hint != null && given.add(hint)) {
            sink.accept(hint);
        }
        return hint;
    }
}
