package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.Function;

/** The flag {@code --stdin}: further words come from standard input, and if there are none at all, nothing is meant. */
final class InputWords {
    private static final String BLANKS = " \t\n\u000b\f\r";

    private boolean wanted;

    void declare(Flags flags) {
        flags.add("stdin", '\0', "Take words from standard input, too.", () -> wanted = true);
    }

    /** Whether words come from the input. */
    boolean isWanted() {
        return wanted;
    }

    /** The words of the command line, then those of the input, if that is wanted. */
    List<String> after(Session session, List<String> words) {
        List<String> all = new ArrayList<>(words);
        if (wanted) {
            try {
                StringTokenizer tokens = new StringTokenizer(
                        ByteText.of(session.invocation().in().readAllBytes()), BLANKS);
                while (tokens.hasMoreTokens()) {
                    all.add(tokens.nextToken());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /**
     * What {@code finder} finds for all the words. It takes no words for the flake of the working directory, but not here: an
     * input without words means nothing.
     */
    List<Buildable> find(Session session, List<String> words, Function<List<String>, List<Buildable>> finder) {
        List<String> all = after(session, words);
        return wanted && all.isEmpty() ? List.of() : finder.apply(all);
    }
}
