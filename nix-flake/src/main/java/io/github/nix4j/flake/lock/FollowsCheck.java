package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.SourcePosition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks that each {@code follows} of a new lock file leads somewhere; says of one that does not where it stands and what may be meant. */
final class FollowsCheck {
    private final LockHints hints;
    private final Map<InputPath, SourcePosition> places = new HashMap<>();

    FollowsCheck(LockHints hints) {
        this.hints = hints;
    }

    /** Notes where the {@code follows} of an input stands, if it has one. */
    void note(InputPath path, @Nullable SourcePosition place) {
        if (place != null) {
            places.put(path, place);
        }
    }

    /** Throws {@link LostFollowsException} for the first that leads nowhere, after hints to all of them. */
    void check(LockFile after) {
        Map<InputPath, NameHint> lost = new HashMap<>();
        after.allInputs().forEach((path, edge) -> {
            if (edge instanceof LockEdge.Follows follows && !follows.path().isRoot() && !after.has(follows.path())) {
                NameHint hint = hints.missing(
                        follows.path(),
                        after.allInputs().keySet().stream()
                                .filter(other -> !other.startsWith(path))
                                .toList());
                if (hint != null) {
                    lost.put(path, hint);
                }
            }
        });
        try {
            after.check();
        } catch (LostFollowsException e) {
            InputPath input = e.input();
            throw new LostFollowsException(input, e.target(), places.get(input), lost.get(input));
        }
    }
}
