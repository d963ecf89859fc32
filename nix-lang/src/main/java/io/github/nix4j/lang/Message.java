package io.github.nix4j.lang;

/**
 * The text of an error or trace frame: byte text, in which the values put into the template are marked with terminal colour
 * sequences, as Nix shows them.
 *
 * @param coloured the text with colour sequences
 */
public record Message(String coloured) {
    private static final String MAGENTA = "\u001b[35;1m";
    private static final String NORMAL = "\u001b[0m";

    /** Puts {@code args} (byte text or numbers) into the {@code %s} places of {@code template}, highlighted. */
    public static Message of(String template, Object... args) {
        if (args.length == 0) {
            return new Message(template);
        }
        StringBuilder out = new StringBuilder(template.length() + 32 * args.length);
        int from = 0;
        for (Object arg : args) {
            int at = template.indexOf("%s", from);
            if (at < 0) {
                throw new IllegalArgumentException("more arguments than places in: " + template);
            }
            out.append(template, from, at);
            if (arg instanceof Message message) {
                out.append(message.coloured);
            } else {
                out.append(MAGENTA).append(arg).append(NORMAL);
            }
            from = at + 2;
        }
        return new Message(out.append(template, from, template.length()).toString());
    }

    /** Text that is to be shown as it is, without highlighting: also an argument of {@link #of} that shall stay plain. */
    public static Message plain(String text) {
        return new Message(text);
    }

    /**
     * A finished text in which what stands in quotes was put in and is highlighted, as in the messages of the store: those come
     * as text, and quote all that is not their own words but the choices after {@code expect}.
     */
    public static Message quoting(String text) {
        StringBuilder out = new StringBuilder(text.length() + 32);
        int own = text.indexOf(", expect '");
        int end = own < 0 ? text.length() : own;
        int from = 0;
        while (true) {
            int open = openingQuote(text, from, end);
            int close = open < 0 ? -1 : closingQuote(text, open + 1, end);
            if (close < 0) {
                return new Message(out.append(text, from, text.length()).toString());
            }
            out.append(text, from, open + 1)
                    .append(MAGENTA)
                    .append(text, open + 1, close)
                    .append(NORMAL);
            out.append('\'');
            from = close + 1;
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

    /** The text without colour sequences, as byte text. */
    public String text() {
        return stripColours(coloured);
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
    public String toString() {
        return io.github.nix4j.store.ByteText.toUnicode(text());
    }
}
