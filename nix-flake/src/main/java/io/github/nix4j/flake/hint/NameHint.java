package io.github.nix4j.flake.hint;

import io.github.nix4j.lang.internal.eval.Suggestions;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A name that leads nowhere, and those that are there and look like it; or the path of an input that follows another. All text is
 * byte text.
 *
 * @param what what the name was to be, such as {@code input}
 * @param name the name or path as it was written
 * @param likely what may have been meant, the nearest first; not empty
 * @param follows whether {@code name} is there, but only as another name of the one in {@code likely}
 */
public record NameHint(String what, String name, List<String> likely, boolean follows) {
    public NameHint {
        likely = List.copyOf(likely);
    }

    /** The hint for {@code name}, or null if nothing that is there looks like it. */
    public static @Nullable NameHint of(String what, String name, Collection<String> there) {
        List<String> likely = Suggestions.best(
                there.stream().filter(other -> !other.equals(name)).toList(), name);
        return likely.isEmpty() ? null : new NameHint(what, name, likely, false);
    }

    /** The hint for an input that is {@code target}, where one of its own was meant. */
    public static NameHint follows(String input, String target) {
        return new NameHint("input", input, List.of(target), true);
    }

    /** The hint in words. */
    public String text() {
        if (follows) {
            return what + " '" + name + "' follows '" + String.join("' or '", likely) + "'";
        }
        return "there is no " + what + " '" + name + "'; " + meant();
    }

    /** Only what may be meant, for a message that says already what is missing. */
    public String meant() {
        return "'" + String.join("' or '", likely) + "' may be meant";
    }
}
