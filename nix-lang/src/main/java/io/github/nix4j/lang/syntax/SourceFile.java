package io.github.nix4j.lang.syntax;

import io.github.nix4j.store.ByteText;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Nix source text with its origin and line table.
 *
 * <p>Offsets count bytes from 0, lines and columns from 1. A line ends with {@code \n}, {@code \r\n} or a lone {@code \r}.
 * Instances may be shared between threads.
 */
public final class SourceFile {
    private final Origin origin;
    private final String text;
    private final Shown shown;
    private volatile int @Nullable [] lineStarts;

    /** What messages show of a text. */
    private enum Shown {
        QUOTES,
        LINES,
        OFFSETS
    }

    private SourceFile(Origin origin, String text, Shown shown) {
        this.origin = origin;
        this.text = text;
        this.shown = shown;
    }

    /** Where a source text comes from; {@link #display()} is its name in error positions. */
    public sealed interface Origin {
        /** The name in error positions: byte text. */
        String display();
    }

    /** A file. */
    public static final class FileOrigin implements Origin {
        private final Supplier<String> path;
        private final Supplier<String> display;

        private FileOrigin(Supplier<String> path, Supplier<String> display) {
            this.path = path;
            this.display = display;
        }

        /** A file that messages call by its path (byte text). */
        public FileOrigin(String path) {
            this(path, path);
        }

        /**
         * A file.
         *
         * @param path its absolute path as byte text, which programs get to see
         * @param display how messages call it, as byte text
         */
        public FileOrigin(String path, String display) {
            this(() -> path, () -> display);
        }

        /**
         * A file whose names are asked for when they are needed: in a large tree it takes long to tell them.
         *
         * @param path gives its absolute path as byte text, which programs get to see
         * @param display tells how messages call it, as byte text
         */
        public static FileOrigin of(Supplier<String> path, Supplier<String> display) {
            return new FileOrigin(path, display);
        }

        /** Its absolute path as byte text. */
        public String path() {
            return path.get();
        }

        @Override
        public String display() {
            return display.get();
        }
    }

    /** A text given as an argument, shown as {@code «string»}. */
    public record StringOrigin() implements Origin {
        @Override
        public String display() {
            return ByteText.fromUnicode("«string»");
        }
    }

    /** A text read from standard input, shown as {@code «stdin»}. */
    public record StdinOrigin() implements Origin {
        @Override
        public String display() {
            return ByteText.fromUnicode("«stdin»");
        }
    }

    /**
     * A text that is part of the evaluator, shown as {@code «tree»/name}.
     *
     * @param tree the evaluator's part that it belongs to, such as {@code nix-internal}
     */
    public record InternalOrigin(String tree, String name) implements Origin {
        @Override
        public String display() {
            return ByteText.fromUnicode("«" + tree + "»/") + name;
        }
    }

    /** A source text (byte text) of any origin. */
    public static SourceFile of(Origin origin, String text) {
        return new SourceFile(origin, text, Shown.QUOTES);
    }

    /** The content of a file. */
    public static SourceFile of(String path, byte[] bytes) {
        return new SourceFile(new FileOrigin(path), ByteText.of(bytes), Shown.QUOTES);
    }

    /** The same file, whose lines messages do not quote. */
    public SourceFile withoutQuotes() {
        return new SourceFile(origin, text, Shown.LINES);
    }

    /**
     * The same file, of which Nix knows no lines: all is in the first one, whose columns are the bytes of the file. So it is where
     * the way to a file leads through a symbolic link, which Nix's second look at the file does not follow.
     */
    public SourceFile withoutLines() {
        return new SourceFile(origin, text, Shown.OFFSETS);
    }

    /**
     * A text from an argument, given as byte text.
     *
     * @throws IllegalArgumentException when {@code text} has a char that is no byte
     */
    public static SourceFile ofString(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                throw new IllegalArgumentException(
                        "char " + i
                                + " is no byte: this is Unicode text; NixSource.ofString takes that, and ByteText.fromUnicode converts it");
            }
        }
        return new SourceFile(new StringOrigin(), text, Shown.QUOTES);
    }

    public Origin origin() {
        return origin;
    }

    /** The source: byte text. */
    public String text() {
        return text;
    }

    /** The line of an offset, from 1, as Nix has it: see {@link #withoutLines}. */
    public int line(int offset) {
        return shown == Shown.OFFSETS ? 1 : textLine(offset);
    }

    /** The line of an offset in the text, from 1. */
    public int textLine(int offset) {
        int at = Arrays.binarySearch(lineStarts(), offset);
        return at >= 0 ? at + 1 : -at - 1;
    }

    /** The column of an offset in bytes, from 1, as Nix has it: see {@link #withoutLines}. */
    public int column(int offset) {
        return offset - lineStart(line(offset)) + 1;
    }

    /** The column of an offset in the text in bytes, from 1. */
    public int textColumn(int offset) {
        return offset - lineStart(textLine(offset)) + 1;
    }

    /**
     * The column of an offset in the text in UTF-16 units, from 1: how Java, editors and the Language Server Protocol count. Bytes that are
     * no UTF-8 count as one unit each, or as many as they are decoded to.
     */
    public int utf16Column(int offset) {
        return ByteText.toUnicode(text.substring(lineStart(textLine(offset)), offset))
                        .length()
                + 1;
    }

    /**
     * The offset of a column in UTF-16 units (from 1) of a line (from 1): the reverse of {@link #utf16Column}. A column inside of
     * a character is taken for its start, one behind the line for the line's end.
     */
    public int offset(int line, int utf16Column) {
        int end = lineEnd(line);
        int at = lineStart(line);
        for (int column = 1; column < utf16Column && at < end; ) {
            int next = at + 1;
            while (next < end && (text.charAt(next) & 0xc0) == 0x80) {
                next++;
            }
            column += ByteText.toUnicode(text.substring(at, next)).length();
            if (column > utf16Column) {
                break;
            }
            at = next;
        }
        return at;
    }

    /** A position as messages show it: {@code origin:line:column}, byte text. */
    public String describe(int offset) {
        return origin.display() + ":" + line(offset) + ":" + column(offset);
    }

    /** The text from one offset to another as messages show it: every line end as a newline. */
    public String snippet(int start, int end) {
        StringBuilder snippet = new StringBuilder();
        for (int line = textLine(start); line <= textLine(end); line++) {
            int from = Math.max(start, lineStart(line));
            int to = lineEnd(line);
            snippet.append(line == textLine(start) ? "" : "\n")
                    .append(text, Math.min(from, to), Math.max(Math.min(from, to), Math.min(end, to)));
        }
        return snippet.toString();
    }

    /** The number of lines; a text that ends with a line end has an empty last line. */
    public int lineCount() {
        return lineStarts().length;
    }

    /** The text of a line (from 1) without its line end, or null if there is no such line or none may be quoted. */
    public @Nullable String lineText(int line) {
        int[] starts = lineStarts();
        if (shown != Shown.QUOTES || line < 1 || line > starts.length) {
            return null;
        }
        return text.substring(starts[line - 1], lineEnd(line));
    }

    /** Whether there is no text that could be quoted. */
    public boolean quotesNothing() {
        return linesEnd() == 0;
    }

    private int lineEnd(int line) {
        if (line == lineCount()) {
            return linesEnd();
        }
        int next = lineStart(line + 1);
        boolean crLf = text.charAt(next - 1) == '\n' && next - 2 >= lineStart(line) && text.charAt(next - 2) == '\r';
        return crLf ? next - 2 : next - 1;
    }

    // Nix keeps the text of standard input, for positions, only up to a NUL.
    private int linesEnd() {
        int nul = origin instanceof StdinOrigin ? text.indexOf('\0') : -1;
        return nul < 0 ? text.length() : nul;
    }

    /** The offset of the first byte of a line (from 1). */
    public int lineStart(int line) {
        return lineStarts()[line - 1];
    }

    // Computed at first use, since most files are never asked. Racing threads compute the same array.
    private int[] lineStarts() {
        int[] starts = lineStarts;
        if (starts == null) {
            starts = scanLineStarts(text, linesEnd());
            lineStarts = starts;
        }
        return starts;
    }

    private static int[] scanLineStarts(String text, int length) {
        int[] starts = new int[16 + length / 32];
        int count = 1;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\r') {
                continue;
            }
            if (c == '\r' && i + 1 < length && text.charAt(i + 1) == '\n') {
                i++;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = i + 1;
        }
        return Arrays.copyOf(starts, count);
    }
}
