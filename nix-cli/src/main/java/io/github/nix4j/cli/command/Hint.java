package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.lang.Message;
import io.github.nix4j.lang.internal.eval.Suggestions;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

    /** The same for a flag, which may be one of {@code names} or one that a setting has. */
    static Message nearestFlag(Session session, Collection<String> names, String word) {
        Set<String> all = new TreeSet<>(names);
        if (word.startsWith("--")) {
            all.addAll(session.settings().flags());
        }
        return nearest(all, word);
    }
}
