package io.github.nix4j.flake.edit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute as it is written: {@code a.b = value;}.
 *
 * @param path the names from the outermost set on, as far as they are known without evaluating
 * @param isComplete whether {@code path} is the whole path
 * @param start the offset of its first byte
 * @param end the offset after its semicolon
 * @param value the value, of a literal string or path without parentheses around it; null where it is inherited
 * @param text the value of a literal string or path; else null
 * @param set what the value defines, if it is a literal set; else null
 */
record Definition(
        List<String> path,
        boolean isComplete,
        int start,
        int end,
        @Nullable Span value,
        @Nullable String text,
        @Nullable Body set) {
    /** Part of a text: from {@code start} to before {@code end}. */
    record Span(int start, int end) {}

    /**
     * A set as it is written.
     *
     * @param open the offset of its opening brace
     * @param close the offset of its closing brace
     */
    record Body(List<String> path, int open, int close, List<Definition> definitions) {
        Body {
            definitions = List.copyOf(definitions);
        }
    }

    Definition {
        path = List.copyOf(path);
    }

    boolean isAt(List<String> wanted) {
        return isComplete && path.equals(wanted);
    }

    boolean isBelow(List<String> prefix) {
        return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
    }
}
