package io.github.nix4j.lang;

/**
 * Text as Nix writes it to a terminal or a log: tabs become blanks up to the next multiple of eight, carriage returns and
 * bells go, and so do terminal sequences, but for those that colour text where there are to be colours. Texts are byte text.
 */
public final class TerminalText {
    private static final int TAB = 8;
    private static final char ESCAPE = '\u001b';
    private static final String STRING_END = ESCAPE + "\\";
    private static final char BELL = '\u0007';

    private final String text;
    private final boolean colours;
    private final StringBuilder out;
    private int width;
    private int at;

    private TerminalText(String text, boolean colours) {
        this.text = text;
        this.colours = colours;
        this.out = new StringBuilder(text.length());
    }

    /** The whole of one message, whose width counts from its first character on, over the ends of lines. */
    public static String of(String message, boolean colours) {
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c < ' ' && c != '\n') {
                return new TerminalText(message, colours).convert();
            }
        }
        return message;
    }

    private String convert() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ESCAPE) {
                sequence();
            } else if (c == '\t') {
                at++;
                do {
                    out.append(' ');
                    width++;
                } while (width % TAB != 0);
            } else if (c == '\r' || c == BELL) {
                at++;
            } else {
                character();
            }
        }
        return out.toString();
    }

    private void sequence() {
        int from = at++;
        boolean colour = false;
        char kind = at < text.length() ? text.charAt(at) : 0;
        if (kind == '[') {
            at++;
            skip('0', '?');
            skip(' ', '/');
            if (at < text.length() && text.charAt(at) >= '@' && text.charAt(at) <= '~') {
                colour = text.charAt(at) == 'm';
                at++;
            }
        } else if (kind == ']') {
            while (at < text.length() && text.charAt(at) != BELL && text.charAt(at) != ESCAPE) {
                at++;
            }
            at = Math.min(at + (text.startsWith(STRING_END, at) ? 2 : 1), text.length());
        } else if (kind >= '@' && kind <= '_') {
            at++;
        }
        if (colours && colour) {
            out.append(text, from, at);
        }
    }

    private void skip(char first, char last) {
        while (at < text.length() && text.charAt(at) >= first && text.charAt(at) <= last) {
            at++;
        }
    }

    /** One character; of a sequence that is not UTF-8, each byte up to where it breaks off counts as one column. */
    private void character() {
        char first = text.charAt(at);
        int bytes = first < 0xc0 || first >= 0xf8 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        int end = at + 1;
        while (end < at + bytes && end < text.length() && (text.charAt(end) & 0xc0) == 0x80) {
            end++;
        }
        String encoded = text.substring(at, end);
        out.append(encoded);
        if (first < 0x80) {
            width += first < ' ' || first == 0x7f ? 0 : 1;
        } else if (bytes == 1 || end < at + bytes) {
            width += end - at;
        } else {
            int character = codePoint(encoded);
            width += Character.isValidCodePoint(character) ? CharacterWidths.of(character) : bytes;
        }
        at = end;
    }

    private static int codePoint(String encoded) {
        int bytes = encoded.length();
        int point = encoded.charAt(0) & (0x7f >> bytes);
        for (int i = 1; i < bytes; i++) {
            point = point << 6 | encoded.charAt(i) & 0x3f;
        }
        return point;
    }
}
