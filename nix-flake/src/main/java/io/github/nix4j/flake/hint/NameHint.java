package io.github.nix4j.flake.hint;

import io.github.nix4j.lang.internal.eval.Suggestions;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name that leads nowhere, and those that are there and look like it. All text is byte text.
 *
 * @param what what the name was to be, such as {@code input}
 * @param name the name or path as it was written
 * @param likely what may have been meant, the nearest first; not empty
 */
public record NameHint(String what, String name, List<String> likely) {
    public NameHint {
        likely = List.copyOf(likely);
    }

    /** The hint for {@code name}, or null if nothing that is there looks like it. */
    public static @Nullable NameHint of(String what, String name, Collection<String> there) {
        List<String> likely = Suggestions.best(
                there.stream().filter(other -> !other.equals(name)).toList(), name);
        return likely.isEmpty() ? null : new NameHint(what, name, likely);
    }

    /** The hint in words. */
    public String text() {
        return "there is no " + what + " '" + name + "'; '" + String.join("' or '", likely) + "' may be meant";
    }
}
