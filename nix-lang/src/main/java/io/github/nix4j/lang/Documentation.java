package io.github.nix4j.lang;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a function or attribute besides its value: for hover texts and prompts.
 *
 * @param name what it is called where it is defined; null for a function without a name
 * @param builtin whether it is one of {@code builtins}
 * @param parameters the names of a builtin's arguments; empty for all else
 * @param position where it is defined; null for builtins
 * @param text Markdown: the comment before the definition without its marks and indentation (it begins with a line end if the
 *     comment does), or nix4j's own text on a builtin; empty if there is none
 */
public record Documentation(
        @Nullable String name,
        boolean builtin,
        List<String> parameters,
        @Nullable SourcePosition position,
        String text) {}
