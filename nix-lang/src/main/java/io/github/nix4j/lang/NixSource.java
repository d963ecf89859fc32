package io.github.nix4j.lang;

import io.github.nix4j.store.ByteText;
import java.nio.file.Path;

/** What to evaluate: a text or a file. */
public sealed interface NixSource {
    /** An expression, shown in messages as {@code «string»}; relative paths are seen from the evaluator's base directory. */
    static NixSource ofString(String text) {
        return new Text(ByteText.fromUnicode(text));
    }

    /** An expression in bytes, which need not be UTF-8. */
    static NixSource ofBytes(byte[] text) {
        return new Text(ByteText.of(text));
    }

    /** A file of the evaluator's tree, or a directory with a {@code default.nix}, by its absolute path. */
    static NixSource ofFile(String path) {
        return new File(ByteText.fromUnicode(path));
    }

    /** A file on disk. */
    static NixSource ofFile(Path path) {
        return new File(ByteText.fromUnicode(path.toAbsolutePath().normalize().toString()));
    }

    /** {@code text} is byte text. */
    record Text(String text) implements NixSource {}

    /** {@code path} is byte text. */
    record File(String path) implements NixSource {}
}
