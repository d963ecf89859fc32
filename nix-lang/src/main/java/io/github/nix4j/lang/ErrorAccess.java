package io.github.nix4j.lang;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Completes a {@link NixException} before its caller sees it. For nix4j's own modules, and for hosts that throw errors of their
 * own from what they pass to an evaluator; an exception that came out of a call is not to be changed any more.
 *
 * <p>Each method changes the exception in place and returns it. The thread that throws it does so, no other.
 */
public final class ErrorAccess {
    private ErrorAccess() {}

    /** Sets the place of the error, or takes it away. */
    public static <E extends NixException> E at(E error, @Nullable SourcePosition place) {
        error.setPosition(place);
        return error;
    }

    /** Sets the place of the error to the one that Nix calls {@code «none»}, of which nothing is known. */
    public static <E extends NixException> E atNone(E error) {
        error.setPositionNone();
        return error;
    }

    /** Adds a frame outside of the present ones that is at no place at all. */
    public static <E extends NixException> E placelessFrame(E error, Message what) {
        return frame(error, new TraceFrame(what, null, false, true));
    }

    /** Adds a frame outside of the present ones; its place is {@code «none»} if nothing is known of it. */
    public static <E extends NixException> E frame(E error, @Nullable SourcePosition place, Message what) {
        return frame(error, new TraceFrame(what, place, false, false));
    }

    /** Adds a frame outside of the present ones. */
    public static <E extends NixException> E frame(E error, TraceFrame frame) {
        error.addFrame(frame);
        return error;
    }

    /** Lets it have no trace: an error that comes from a library below Nix passes all that would add a frame. */
    public static <E extends NixException> E withoutTrace(E error) {
        error.removeTrace();
        return error;
    }

    /** Sets the names that may have been meant, best first (byte text). */
    public static <E extends NixException> E suggest(E error, List<String> names) {
        error.setSuggestions(names);
        return error;
    }

    /**
     * Sets the place that an error is about whose message names it in its words, or not at all: the message stays as it is, {@link
     * NixException#nearestRange} knows the place.
     */
    public static <E extends NixException> E about(E error, @Nullable SourcePosition place) {
        error.setAbout(place);
        return error;
    }

    /** As {@link #suggest}, where Nix's message does not have the names. */
    public static <E extends NixException> E likely(E error, List<String> names) {
        error.setLikely(names);
        return error;
    }

    /** Sets the exit status that Nix's programs end with on this error. */
    public static <E extends NixException> E exitStatus(E error, int status) {
        error.setExitStatus(status);
        return error;
    }

    /**
     * The text of an error as it was first shown. Nix keeps that text with a failure which it keeps: shown again, it is the
     * same, whatever frames have come since.
     *
     * @param render makes the text, if none was made yet of this error or of the one that it is a copy of
     */
    public static String firstText(NixException error, Function<NixException, String> render) {
        return error.firstText(render);
    }
}
