package io.github.nix4j.lang;

import org.jspecify.annotations.Nullable;

/**
 * One step of the way to an error: what was being evaluated.
 *
 * @param message what was being done
 * @param position where, if that is known
 * @param always whether it is shown even when the trace is cut short, as {@code builtins.addErrorContext}'s are
 * @param placeless whether steps of its kind never have a place: such a step does not repeat one that looks the same because its
 *     place is unknown, which matters where Nix leaves out repetitions; and messages as JSON give the place {@code «none»} to the
 *     other, but none to it
 */
public record TraceFrame(Message message, @Nullable SourcePosition position, boolean always, boolean placeless) {
    /**
     * The text that this step is about, if it has a place: see {@link SourceRanges#selection}, so that a call of {@code
     * builtins.throw} is not about {@code builtins} alone. Parses the text anew each time.
     */
    public @Nullable SourceRange range() {
        return position == null ? null : SourceRanges.of(position.file()).selection(position.offset());
    }
}
