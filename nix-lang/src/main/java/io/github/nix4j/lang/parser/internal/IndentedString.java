package io.github.nix4j.lang.parser.internal;

import io.github.nix4j.lang.syntax.Expr;
import io.github.nix4j.lang.syntax.Part;
import io.github.nix4j.lang.syntax.StringInterpolation;
import io.github.nix4j.lang.syntax.StringLit;
import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An indented string while it is read; at its end the common indentation goes away. */
final class IndentedString {
    private static final int NONE = 1_000_000;

    /** Literal text, or an expression. Only plain text takes part in the search for the indentation. */
    private record Piece(
            int pos,
            int end,
            String text,
            boolean plain,
            @Nullable Expr expr) {}

    private final List<Piece> pieces = new ArrayList<>();

    void interpolation(int pos, Expr expr) {
        pieces.add(new Piece(pos, pos, "", false, expr));
    }

    /** Adds raw text of the source, cut into plain text and escapes. */
    void text(String raw, int offset) {
        byte[] bytes = Arrays.copyOf(ByteText.bytes(raw), raw.length() + 4);
        int from = 0;
        for (int i = 0; i < raw.length(); ) {
            int size = IndentedText.pieceSize(bytes, raw.length(), i);
            if (IndentedText.isEscape(bytes, i, size)) {
                plain(raw, from, i, offset);
                pieces.add(new Piece(offset + i, offset + i + size, escape(raw, i, size), false, null));
                from = i + size;
            }
            i += size;
        }
        plain(raw, from, raw.length(), offset);
    }

    private void plain(String raw, int from, int to, int offset) {
        if (from < to) {
            pieces.add(new Piece(offset + from, offset + to, raw.substring(from, to), true, null));
        }
    }

    private static String escape(String raw, int i, int size) {
        switch (size) {
            case 4:
                char escaped = raw.charAt(i + 3);
                return String.valueOf(StringText.escaped(escaped));
            case 3:
                return raw.charAt(i + 2) == '$' ? "$" : "''";
            default:
                return raw.substring(i, i + 1);
        }
    }

    /** The string that the pieces are, from {@code start} to {@code end} in the source. */
    Expr finish(int start, int end) {
        int indentation = indentation();
        List<Part> parts = new ArrayList<>();
        Stripper stripper = new Stripper(indentation);
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.expr != null) {
                stripper.interpolation();
                parts.add(new Part(piece.pos, piece.expr));
                continue;
            }
            String text = stripper.strip(piece.text);
            if (i == pieces.size() - 1) {
                text = withoutBlankLastLine(text);
            }
            if (!text.isEmpty()) {
                parts.add(new Part(piece.pos, new StringLit(text, StringLit.Notation.INDENTED, piece.pos, piece.end)));
            }
        }
        if (parts.isEmpty()) {
            return new StringLit("", StringLit.Notation.INDENTED, start, end);
        }
        if (parts.size() == 1 && parts.get(0).expr() instanceof StringLit whole) {
            // Its place is the string's, not that of the text in it: calls and selections begin there.
            return new StringLit(whole.value(), StringLit.Notation.INDENTED, start, end);
        }
        return new StringInterpolation(List.copyOf(parts), true, start, end);
    }

    /** The smallest number of spaces before anything else in a line; lines of spaces alone do not count. */
    private int indentation() {
        int smallest = NONE;
        // The blanks of the line so far, which are the fewest at what is no blank first.
        int current = 0;
        for (Piece piece : pieces) {
            if (!piece.plain) {
                smallest = Math.min(smallest, current);
                continue;
            }
            for (int i = 0; i < piece.text.length(); i++) {
                char c = piece.text.charAt(i);
                if (c == '\n') {
                    current = 0;
                } else if (c == ' ') {
                    current++;
                } else {
                    smallest = Math.min(smallest, current);
                }
            }
        }
        return smallest;
    }

    private static String withoutBlankLastLine(String text) {
        int newline = text.lastIndexOf('\n');
        for (int i = newline + 1; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                return text;
            }
        }
        return newline < 0 ? text : text.substring(0, newline + 1);
    }

    /** Takes the indentation off; knows across pieces whether a line has just begun. */
    private static final class Stripper {
        private final int indentation;
        private boolean atLineStart = true;
        private int dropped;

        Stripper(int indentation) {
            this.indentation = indentation;
        }

        void interpolation() {
            atLineStart = false;
            dropped = 0;
        }

        String strip(String text) {
            StringBuilder stripped = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (!atLineStart) {
                    atLineStart = c == '\n';
                    stripped.append(c);
                } else if (c == ' ') {
                    if (dropped++ >= indentation) {
                        stripped.append(c);
                    }
                } else {
                    dropped = 0;
                    atLineStart = c == '\n';
                    stripped.append(c);
                }
            }
            return stripped.toString();
        }
    }
}
