package io.github.nix4j.lang;

import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Nix program, or what it asked for, failed. Carries Nix's own message, the place, the trace and suggestions as data;
 * {@link ErrorRenderer} makes Nix's text of them.
 *
 * <p>The subclasses are the kinds that a caller or {@code builtins.tryEval} tells apart. The Java stack trace tells
 * which call of a host failed: what calls of an evaluator throw has one, and what the {@code as...} methods of values throw; others
 * have none. nix4j adds frames while the exception travels ({@link ErrorAccess}); once it has reached the caller it no longer changes.
 */
public class NixException extends RuntimeException {
    private record Frames(TraceFrame frame, @Nullable Frames inner) {}

    private final ErrorKind kind;
    private final Message message;
    private @Nullable SourcePosition position;
    private boolean atNone;
    // A chain that is only ever put in front of: a thread that copies the exception while its owner still adds frames
    // sees some of them, in order.
    private volatile @Nullable Frames frames;
    private List<String> suggestions = List.of();
    private @Nullable SourcePosition about;
    private List<String> likely = List.of();
    private int exitStatus = 1;
    private boolean untraced;
    private @Nullable String firstText;

    public NixException(ErrorKind kind, Message message) {
        this(kind, message, null);
    }

    public NixException(ErrorKind kind, Message message, @Nullable Throwable cause) {
        super(null, cause, false, true);
        this.kind = kind;
        this.message = message;
    }

    /** Does nothing: what happens inside of an evaluator says nothing to its callers, and takes long to write down. */
    @Override
    public final synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** What kind of failure this is. */
    public ErrorKind kind() {
        return kind;
    }

    /** The message proper, without place and trace. */
    public Message nixMessage() {
        return message;
    }

    /** The message proper as Unicode text. */
    @Override
    public String getMessage() {
        return message.toString();
    }

    /** Where the error is, if it has a place. */
    public @Nullable SourcePosition position() {
        return position;
    }

    /**
     * Whether it is at no place at all. False where {@link #position} is known, and for an error at the place that Nix calls {@code
     * «none»}: there is one, but nothing is known of it, as of a call that a builtin makes.
     */
    public boolean isPlaceless() {
        return position == null && !atNone;
    }

    /**
     * The text that the error is about, if it has a place: the token that does not fit, the selection whose attribute is missing,
     * else as {@link SourceRanges#at}. Parses the text anew each time.
     */
    public @Nullable SourceRange range() {
        SourcePosition place = position;
        return place == null ? null : range(SourceRanges.of(place.file()), place.offset());
    }

    /**
     * What to underline: {@link #range}, or what is at the place that the message names in its words or leaves out, or, where it has no
     * place of its own (that of {@code throw}, of {@code assert}, of files and of limits), that of the innermost step of the trace
     * that has one. Null if nothing has.
     */
    public @Nullable SourceRange nearestRange() {
        SourceRange nearest = range();
        SourcePosition place = about;
        if (nearest == null && place != null) {
            nearest = range(SourceRanges.of(place.file()), place.offset());
        }
        List<TraceFrame> outermostFirst = frames();
        for (int i = outermostFirst.size() - 1; nearest == null && i >= 0; i--) {
            nearest = outermostFirst.get(i).range();
        }
        return nearest;
    }

    private SourceRange range(SourceRanges ranges, int offset) {
        return switch (kind) {
            case PARSE -> ranges.token(offset);
            case MISSING_ATTRIBUTE -> ranges.selection(offset);
            default -> ranges.at(offset);
        };
    }

    /** The trace, outermost first. */
    public List<TraceFrame> frames() {
        List<TraceFrame> list = new ArrayList<>();
        for (Frames at = frames; at != null; at = at.inner) {
            list.add(at.frame);
        }
        return list;
    }

    /** Names that may have been meant, best first, in Unicode; also those that Nix's message does not have. */
    public List<String> suggestions() {
        return (suggestions.isEmpty() ? likely : suggestions)
                .stream().map(ByteText::toUnicode).toList();
    }

    /** Those of {@link #suggestions} that the message shows, as byte text. */
    List<String> byteSuggestions() {
        return suggestions;
    }

    /** The exit status that Nix's programs end with on this error. */
    public int exitStatus() {
        return exitStatus;
    }

    void setPosition(@Nullable SourcePosition place) {
        position = place;
        atNone = false;
    }

    void setPositionNone() {
        position = null;
        atNone = true;
    }

    void setSuggestions(List<String> names) {
        suggestions = List.copyOf(names);
    }

    void setAbout(@Nullable SourcePosition place) {
        about = place;
    }

    void setLikely(List<String> names) {
        likely = List.copyOf(names);
    }

    void setExitStatus(int status) {
        exitStatus = status;
    }

    void removeTrace() {
        untraced = true;
    }

    void addFrame(TraceFrame frame) {
        if (!untraced) {
            frames = new Frames(frame, frames);
        }
    }

    /**
     * Whether the same computation would fail in the same way again, so that the failure may be kept and rethrown. False for
     * limits and cancellation.
     */
    public boolean isRepeatable() {
        return kind != ErrorKind.LIMIT;
    }

    /** The text that was first made of it, or of what it is a copy of; {@code render} makes it. */
    String firstText(Function<NixException, String> render) {
        if (firstText == null) {
            firstText = render.apply(this);
        }
        return firstText;
    }

    /** A copy with its own trace, as rethrowing a kept failure needs. */
    public NixException copy() {
        NixException copy = emptyCopy();
        copy.position = position;
        copy.atNone = atNone;
        copy.frames = frames;
        copy.suggestions = suggestions;
        copy.about = about;
        copy.likely = likely;
        copy.exitStatus = exitStatus;
        copy.untraced = untraced;
        copy.firstText = firstText;
        return copy;
    }

    /** An exception of the same class, kind, message and cause, without place and trace. */
    protected NixException emptyCopy() {
        return new NixException(kind, message, getCause());
    }

    /** The plain text that Nix prints without {@code --show-trace}, as Unicode. */
    @Override
    public String toString() {
        return ByteText.toUnicode(ErrorRenderer.plain().render(this));
    }
}
