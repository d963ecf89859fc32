package io.github.nix4j.lang;

import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;

/**
 * A place in a source text.
 *
 * @param file the text
 * @param offset the byte, from 0
 */
public record SourcePosition(SourceFile file, int offset) {
    /** The line, from 1. */
    public int line() {
        return file.line(offset);
    }

    /** The column in bytes, from 1. */
    public int column() {
        return file.column(offset);
    }

    /** The column in UTF-16 units, from 1, as Java and editors count: see {@link SourceFile#utf16Column}. */
    public int utf16Column() {
        return file.utf16Column(offset);
    }

    /** {@code file:line:column} as Nix prints it, as byte text. */
    public String display() {
        return file.origin().display() + ":" + line() + ":" + column();
    }

    /**
     * What stands here: see {@link SourceRanges#at}. Each call parses the text; where many positions of a text are asked for,
     * make {@link SourceRanges} once.
     */
    public SourceRange range() {
        return SourceRanges.of(file).at(offset);
    }

    @Override
    public String toString() {
        return ByteText.toUnicode(display());
    }
}
