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
        int comments = endOfComments(anchor.end());
        if (comments > anchor.end()) {
            // They are about the anchor, and stay beside it.
            return insert(comments, lineEnd(anchor.end()) + indentAt(anchor.start()) + "  " + statement);
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

    /**
     * The text without a statement, without the comments that follow it as the last of their line, which are about it, and without
     * its lines if nothing else is on them.
     */
    String without(int start, int end) {
        int from = start;
        int to = endOfComments(end);
        int rest = restOfLine(end);
        if (isFirstOnLine(start)) {
            if (rest >= 0) {
                from = lineStart(start);
                to = rest == text.length() ? rest : text.indexOf('\n', rest) + 1;
            } else {
                to = skipSpace(end);
            }
        } else {
            while (from > lineStart(start) && isSpace(text.charAt(from - 1))) {
                from--;
            }
        }
        return text.substring(0, from) + text.substring(to);
    }

    /** Where the line of {@code offset} ends, if only blank and comments of this line come until then; else -1. */
    int restOfLine(int offset) {
        int at = skipSpace(offset);
        while (at < text.length() && text.charAt(at) != '\n' && !text.startsWith("\r\n", at)) {
            int newline = text.indexOf('\n', at);
            int lineEnd = newline < 0 ? text.length() : newline;
            if (text.charAt(at) == '#') {
                int carriage = text.indexOf('\r', at);
                at = carriage >= 0 && carriage < lineEnd ? carriage : lineEnd;
                if (at < lineEnd - 1) {
                    // A lone carriage return ends a comment, too, but no line of an editor.
                    return -1;
                }
            } else if (text.startsWith("/*", at)) {
                int close = text.indexOf("*/", at + 2);
                if (close < 0 || close > lineEnd) {
                    return -1;
                }
                at = skipSpace(close + 2);
            } else {
                return -1;
            }
        }
        return at;
    }

    /** Where the comments end that follow {@code offset} as the last of their line; {@code offset} if there are none. */
    int endOfComments(int offset) {
        int rest = restOfLine(offset);
        return rest < 0 || text.substring(offset, rest).isBlank() ? offset : rest;
    }

    private int skipSpace(int offset) {
        int at = offset;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
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
        int behind = text.indexOf('\n', offset);
        int end = behind < 0 ? text.lastIndexOf('\n', offset) : behind;
        return end > 0 && text.charAt(end - 1) == '\r' ? "\r\n" : "\n";
    }

    /** Where the line of {@code offset} ends, if only blank and whole comments come until then; else -1. */
    private int endOfLine(int offset) {
        int at = offset;
        for (SyntaxToken token : tokens) {
            if (token.start() < offset) {
                continue;
            }
            if (token.kind() == Kind.SPACE) {
                int newline = text.indexOf('\n', token.start());
                if (newline >= 0 && newline < token.end()) {
                    return skipSpace(at);
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
