package io.github.nix4j.lang;

import io.github.nix4j.lang.syntax.SourceFile;

/**
 * A stretch of a source text, as an editor underlines it. Lines and columns count from 1, columns in bytes.
 *
 * @param file the text
 * @param start the offset of the first byte, from 0
 * @param end the offset behind the last byte; {@code start} where there is nothing to underline, as at the end of a text
 */
public record SourceRange(SourceFile file, int start, int end) {
    /** The line of the first byte. */
    public int startLine() {
        return file.textLine(start);
    }

    /** The column of the first byte. */
    public int startColumn() {
        return file.textColumn(start);
    }

    /** The column of the first byte in UTF-16 units, from 1: see {@link SourceFile#utf16Column}. */
    public int startUtf16Column() {
        return file.utf16Column(start);
    }

    /** The line of the end. */
    public int endLine() {
        return file.textLine(end);
    }

    /** The column behind the last byte. */
    public int endColumn() {
        return file.textColumn(end);
    }

    /** The column behind the last byte in UTF-16 units, from 1. */
    public int endUtf16Column() {
        return file.utf16Column(end);
    }

    /** The text in it: byte text. */
    public String text() {
        return file.text().substring(start, end);
    }

    /** {@code file:line:column-line:column} in Unicode. */
    @Override
    public String toString() {
        return new SourcePosition(file, start) + "-" + endLine() + ":" + endColumn();
    }
}
