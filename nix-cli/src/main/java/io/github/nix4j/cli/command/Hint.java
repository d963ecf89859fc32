package io.github.nix4j.cli.command;

import io.github.nix4j.lang.internal.eval.Suggestions;
import java.util.Collection;
import java.util.List;

/** The line {@code Did you mean ...?} of a usage error. */
final class Hint {
    private Hint() {}

    /** The line, with a line break before it, for a {@code word} that is none of {@code names}; empty if nothing is near. */
    static String nearest(Collection<String> names, String word) {
        List<String> best = Suggestions.best(names, word);
        if (best.isEmpty()) {
            return "";
        }
        int last = best.size() - 1;
        return last == 0
                ? "\nDid you mean " + best.get(0) + "?"
                : "\nDid you mean one of " + String.join(", ", best.subList(0, last)) + " or " + best.get(last) + "?";
    }
}
