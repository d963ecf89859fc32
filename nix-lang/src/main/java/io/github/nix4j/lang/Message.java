package io.github.nix4j.lang;

import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of an error or trace frame, as parts: Nix's own words, and the values put among them, which Nix highlights. All of it
 * is byte text. Immutable; messages that are shown alike are equal.
 */
public final class Message {
    private static final String MAGENTA = "\u001b[35;1m";
    private static final String NORMAL = "\u001b[0m";

    private final List<Part> parts;

    private Message(List<Part> parts) {
        this.parts = parts;
    }

    /** A stretch of a message. */
    public sealed interface Part {
        /** Its text without highlighting, exactly: terminal sequences in it are the program's. */
        String text();

        /** Its text as {@link Message#coloured} has it. */
        String coloured();
    }

    /** Text that is shown as it is: Nix's own words, or what a program gave to {@code throw} and the like. */
    public record Text(String text) implements Part {
        @Override
        public String coloured() {
            return text;
        }
    }

    /** A name, number or other value that was put in; shown highlighted. */
    public record Value(String text) implements Part {
        @Override
        public String coloured() {
            return MAGENTA + text + NORMAL;
        }
    }

    /** What was put in with colours of its own, such as a Nix value in those that its printer gives to numbers and strings. */
    public record Printed(String coloured) implements Part {
        @Override
        public String text() {
            return stripColours(coloured);
        }
    }

    /** Puts {@code args} (byte text or numbers) into the {@code %s} places of {@code template}, as values. */
    public static Message of(String template, Object... args) {
        if (args.length == 0) {
            return plain(template);
        }
        List<Part> parts = new ArrayList<>(2 * args.length + 1);
        int from = 0;
        for (Object arg : args) {
            int at = template.indexOf("%s", from);
            if (at < 0) {
                throw new IllegalArgumentException("more arguments than places in: " + template);
            }
            addText(parts, template, from, at);
            if (arg instanceof Message message) {
                parts.addAll(message.parts);
            } else {
                parts.add(new Value(arg.toString()));
            }
            from = at + 2;
        }
        addText(parts, template, from, template.length());
        return new Message(parts);
    }

    /** Says that {@code feature}, an experimental feature that was used, is off, and how to turn it on. */
    public static Message ofDisabledFeature(String feature) {
        return ofDisabledFeature(feature, "");
    }

    /** As {@link #ofDisabledFeature(String)}, with what it was used for, unless that is empty (byte text). */
    public static Message ofDisabledFeature(String feature, String use) {
        return of(
                "experimental Nix feature '%s' is disabled%s; add '--extra-experimental-features %s' to enable it",
                feature, plain(use.isEmpty() ? "" : " (" + use + ")"), feature);
    }

    private static void addText(List<Part> parts, String text, int from, int to) {
        if (from < to) {
            parts.add(new Text(text.substring(from, to)));
        }
    }

    /** Text that is to be shown as it is, without highlighting: also an argument of {@link #of} that shall stay plain. */
    public static Message plain(String text) {
        return new Message(text.isEmpty() ? List.of() : List.of(new Text(text)));
    }

    /** What has terminal sequences for colours in it: also an argument of {@link #of} that is to keep them. */
    public static Message printed(String coloured) {
        return new Message(List.of(new Printed(coloured)));
    }

    /**
     * A finished text in which what stands in quotes was put in and is highlighted, as in the messages of the store: those come
     * as text, and quote all that is not their own words but the choices after {@code expect}.
     */
    public static Message quoting(String text) {
        List<Part> parts = new ArrayList<>();
        int own = text.indexOf(", expect '");
        int end = own < 0 ? text.length() : own;
        int from = 0;
        int behind = 0;
        while (true) {
            int open = openingQuote(text, behind, end);
            int close = open < 0 ? -1 : closingQuote(text, open + 1, end);
            if (close < 0) {
                addText(parts, text, from, text.length());
                return new Message(parts);
            }
            addText(parts, text, from, open + 1);
            parts.add(new Value(text.substring(open + 1, close)));
            from = close;
            behind = close + 1;
        }
    }

    private static int openingQuote(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (text.charAt(i) == '\'' && (i == 0 || " (\n".indexOf(text.charAt(i - 1)) >= 0)) {
                return i;
            }
        }
        return -1;
    }

    private static int closingQuote(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (text.charAt(i) == '\'' && (i + 1 == end || " ,.:;)\n".indexOf(text.charAt(i + 1)) >= 0)) {
                return i;
            }
        }
        return -1;
    }

    /** What the message is made of, in order; none is empty but values that are. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** The text with terminal sequences for the highlighting, and with those that values bring along. */
    public String coloured() {
        if (parts.size() == 1) {
            return parts.get(0).coloured();
        }
        StringBuilder out = new StringBuilder(96);
        for (Part part : parts) {
            out.append(part.coloured());
        }
        return out.toString();
    }

    /** The text as Nix shows it without colours, without any terminal sequences: those of the program go as well. */
    public String text() {
        return stripColours(coloured());
    }

    /** {@code text} without terminal sequences of the form {@code ESC [ ... letter}. */
    static String stripColours(String text) {
        int escape = text.indexOf('\u001b');
        if (escape < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\u001b' && i + 1 < text.length() && text.charAt(i + 1) == '[') {
                i += 2;
                while (i < text.length() && (text.charAt(i) < '@' || text.charAt(i) > '~')) {
                    i++;
                }
                i++;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Message message && coloured().equals(message.coloured());
    }

    @Override
    public int hashCode() {
        return coloured().hashCode();
    }

    @Override
    public String toString() {
        return ByteText.toUnicode(text());
    }
}
