package io.github.nix4j.cli.command;

import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.internal.eval.Suggestions;
import java.util.Collection;
import java.util.List;

/** The line {@code Did you mean ...?} of a usage error; of flags, Nix itself has none. */
final class Hint {
    private Hint() {}

    /** The line, with a line break before it, for a {@code word} that is none of {@code names}; empty if nothing is near. */
    static Message nearest(Collection<String> names, String word) {
        List<String> best = Suggestions.best(names, word);
        if (best.isEmpty()) {
            return Message.plain("");
        }
        int last = best.size() - 1;
        String template = last == 0 ? "%s" : "one of %s" + ", %s".repeat(last - 1) + " or %s";
        return Message.of("\nDid you mean " + template + "?", best.toArray());
    }
}
