package io.github.nix4j.flake.lock;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.hint.NameHint;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.lang.ErrorAccess;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An input is to be the same as one that is not there. Nix's text says neither where that is written nor what may be meant. */
public final class LostFollowsException extends FlakeException {
    private static final long serialVersionUID = 1L;

    private final transient InputPath input;
    private final transient InputPath target;
    private final transient @Nullable SourcePosition place;
    private final transient @Nullable NameHint hint;

    LostFollowsException(InputPath input, InputPath target, @Nullable SourcePosition place, @Nullable NameHint hint) {
        super("input '" + input + "' follows a non-existent input '" + target + "'");
        this.input = input;
        this.target = target;
        this.place = place;
        this.hint = hint;
        ErrorAccess.about(this, place);
        ErrorAccess.likely(this, hint == null ? List.of() : hint.likely());
    }

    /** The input that follows. */
    public InputPath input() {
        return input;
    }

    /** What is not there. */
    public InputPath target() {
        return target;
    }

    /** Where a {@code flake.nix} says so; null if only a lock file does. */
    public @Nullable SourcePosition place() {
        return place;
    }

    /** What may be meant; null if nothing that is there looks like it. */
    public @Nullable NameHint hint() {
        return hint;
    }

    @Override
    protected NixException emptyCopy() {
        return new LostFollowsException(input, target, place, hint);
    }
}
