package io.github.nix4j.cli.log;

import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourcePosition;
import io.github.nix4j.lang.TraceFrame;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of the format {@code internal-json}: {@code @nix} and an object whose keys are in alphabetical order. Texts are byte
 * text with colours; what is not UTF-8 in them becomes U+FFFD.
 */
public final class JsonLog {
    private static final Pattern HALF_PAIR = Pattern.compile("\u00ed[\u00a0-\u00bf][\u0080-\u00bf]");
    private static final String THREE_TIMES = ByteText.fromUnicode("\ufffd\ufffd\ufffd");

    private JsonLog() {}

    /** A message by itself. */
    public static String message(int level, String text) {
        return line(object(level, text));
    }

    /** A failure that knows no place. */
    public static String failure(int level, String text, Message message) {
        Map<String, @Nullable Object> object = object(level, text);
        object.put("raw_msg", unicode(message.coloured()));
        Place.NONE.into(object);
        return line(object);
    }

    /**
     * An error or a warning with what it knows.
     *
     * @param text all of it, as it is shown
     * @param trace whether its frames are told too
     */
    public static String error(int level, String text, NixException error, boolean trace) {
        Map<String, @Nullable Object> object = object(level, text);
        object.put("raw_msg", unicode(error.nixMessage().coloured()));
        Place.of(error.position(), error.isPlaceless()).into(object);
        if (trace && !error.frames().isEmpty()) {
            List<Object> frames = new ArrayList<>();
            for (TraceFrame frame : error.frames()) {
                Map<String, @Nullable Object> one = new TreeMap<>();
                one.put("raw_msg", unicode(frame.message().coloured()));
                Place.of(frame.position(), frame.placeless()).into(one);
                // The innermost one comes first.
                frames.add(0, one);
            }
            object.put("trace", frames);
        }
        return line(object);
    }

    private static Map<String, @Nullable Object> object(int level, String text) {
        Map<String, @Nullable Object> object = new TreeMap<>();
        object.put("action", "msg");
        object.put("level", (long) level);
        object.put("msg", unicode(text));
        return object;
    }

    static String unicode(String byteText) {
        // Java takes the three bytes of half a surrogate pair for one mistake, Nix for three.
        String halves = HALF_PAIR.matcher(byteText).replaceAll(THREE_TIMES);
        return ByteText.fromUnicode(ByteText.toUnicode(halves));
    }

    static String line(Map<String, @Nullable Object> object) {
        return "@nix " + FlakeJson.shown(object);
    }

    /** A place in a source, as these lines tell it. */
    private record Place(
            @Nullable String file,
            @Nullable Long line,
            @Nullable Long column) {
        static final Place NONE = new Place(null, null, null);
        static final Place UNKNOWN = new Place(ByteText.fromUnicode("«none»:0"), 0L, 0L);

        static Place of(@Nullable SourcePosition position, boolean placeless) {
            if (position == null) {
                return placeless ? NONE : UNKNOWN;
            }
            return new Place(unicode(position.display()), (long) position.line(), (long) position.column());
        }

        void into(Map<String, @Nullable Object> object) {
            object.put("file", file);
            object.put("line", line);
            object.put("column", column);
        }
    }
}
