package io.github.nix4j.flake.edit;

import io.github.nix4j.flake.edit.Definition.Body;
import io.github.nix4j.lang.parser.NixParser;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.lang.syntax.SyntaxToken;
import io.github.nix4j.lang.syntax.SyntaxToken.Kind;
import java.util.List;

/** Puts definitions into a text, and takes them out, as a careful person would. */
final class Layout {
    private final String text;
    private final List<SyntaxToken> tokens;

    Layout(SourceFile source) {
        text = source.text();
        tokens = NixParser.tokens(source);
    }

    /** The text with {@code statement} behind {@code anchor}: on a line of its own if that one is. */
    String after(Definition anchor, String statement) {
        int end = endOfLine(anchor.end());
        if (isFirstOnLine(anchor.start()) && end >= 0) {
            return insert(end, lineEnd(anchor.start()) + indentAt(anchor.start()) + statement);
        }
        return insert(anchor.end(), " " + statement);
    }

    /** The text with {@code statement} at the beginning of a set. */
    String first(Body set, String statement) {
        int inside = set.open() + 1;
        int end = endOfLine(inside);
        if (set.definitions().isEmpty()) {
            if (end >= 0 && end < set.close()) {
                return insert(end, lineEnd(set.open()) + indentAt(set.open()) + "  " + statement);
            }
            boolean spaced = Character.isWhitespace(text.charAt(inside));
            return insert(inside, " " + statement + (spaced ? "" : " "));
        }
        int next = set.definitions().get(0).start();
        if (isFirstOnLine(next) && end >= 0) {
            return insert(end, lineEnd(set.open()) + indentAt(next) + statement);
        }
        return insert(inside, " " + statement);
    }

    /** The text without a statement, and without its lines if nothing else is on them. */
    String without(int start, int end) {
        int from = start;
        int to = end;
        int lineStart = lineStart(start);
        int rest = end;
        while (rest < text.length() && isSpace(text.charAt(rest))) {
            rest++;
        }
        boolean endsLine = rest == text.length() || text.charAt(rest) == '\n' || text.startsWith("\r\n", rest);
        if (isFirstOnLine(start)) {
            if (endsLine) {
                from = lineStart;
                to = rest == text.length() ? rest : text.indexOf('\n', rest) + 1;
            } else {
                to = rest;
            }
        } else {
            while (from > lineStart && isSpace(text.charAt(from - 1))) {
                from--;
            }
        }
        return text.substring(0, from) + text.substring(to);
    }

    String replace(int start, int end, String other) {
        return text.substring(0, start) + other + text.substring(end);
    }

    String insert(int at, String other) {
        return replace(at, at, other);
    }

    boolean isFirstOnLine(int offset) {
        return text.substring(lineStart(offset), offset).isBlank();
    }

    /** The blank before the first other byte of a line. */
    String indentAt(int offset) {
        int start = lineStart(offset);
        int end = start;
        while (end < text.length() && isSpace(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    /** How the lines around {@code offset} end. */
    String lineEnd(int offset) {
        int end = text.indexOf('\n', offset);
        return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
    }

    /** Where the line of {@code offset} ends, if only blank and comments come until then; else -1. */
    private int endOfLine(int offset) {
        int at = offset;
        for (SyntaxToken token : tokens) {
            if (token.start() < offset) {
                continue;
            }
            if (token.kind() == Kind.SPACE) {
                int newline = text.indexOf('\n', token.start());
                if (newline >= 0 && newline < token.end()) {
                    return at;
                }
            } else if (DefinitionReader.isBlank(token.kind())) {
                at = token.end();
            } else {
                return -1;
            }
        }
        return at;
    }

    private int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
