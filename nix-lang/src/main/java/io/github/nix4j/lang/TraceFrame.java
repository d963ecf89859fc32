package io.github.nix4j.lang;

import org.jspecify.annotations.Nullable;

/**
 * One step of the way to an error: what was being evaluated.
 *
 * @param message what was being done
 * @param position where, if that is known
 * @param always whether it is shown even when the trace is cut short, as {@code builtins.addErrorContext}'s are
 */
public record TraceFrame(Message message, @Nullable SourcePosition position, boolean always) {}
