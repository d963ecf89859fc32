package io.github.nix4j.lang;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.tree.DiskNames;
import java.nio.file.Path;
import java.util.Objects;

/** What to evaluate: a text or a file. */
public sealed interface NixSource {
    /**
     * An expression, shown in messages as {@code «string»}; relative paths are seen from the evaluator's base directory.
     *
     * @throws IllegalArgumentException for half of a surrogate pair
     */
    static NixSource ofString(String text) {
        return new Text(ByteText.fromWholeUnicode(Objects.requireNonNull(text, "text")));
    }

    /** An expression in bytes, which need not be UTF-8. */
    static NixSource ofBytes(byte[] text) {
        return new Text(ByteText.of(text));
    }

    /**
     * A file of the evaluator's tree, or a directory with a {@code default.nix}, by its absolute path in Unicode.
     *
     * @throws IllegalArgumentException if the path is relative: trees have no working directory; for half of a surrogate pair
     */
    static NixSource ofFile(String path) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "'" + path + "' is not an absolute path in the evaluator's tree; a file on disk is "
                            + "named by ofFile(Path)");
        }
        return new File(ByteText.fromWholeUnicode(path));
    }

    /** As {@link #ofFile(String)}, by the bytes of the path. */
    static NixSource ofFileBytes(byte[] path) {
        return new File(ByteText.of(path));
    }

    /** A file on disk, whatever bytes its name is made of. */
    static NixSource ofFile(Path path) {
        return new File(DiskNames.textOf(path.toAbsolutePath().normalize()));
    }

    /** An expression. Made by {@link #ofString} and {@link #ofBytes}. */
    final class Text implements NixSource {
        private final String byteText;

        private Text(String byteText) {
            this.byteText = byteText;
        }

        /** The expression as {@link ByteText}. */
        public String byteText() {
            return byteText;
        }
    }

    /** A file or directory. Made by {@link #ofFile(String)}, {@link #ofFile(Path)} and {@link #ofFileBytes}. */
    final class File implements NixSource {
        private final String byteText;

        private File(String byteText) {
            this.byteText = byteText;
        }

        /** The absolute path as {@link ByteText}. */
        public String byteText() {
            return byteText;
        }
    }
}
