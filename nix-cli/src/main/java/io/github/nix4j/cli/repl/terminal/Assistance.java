package io.github.nix4j.cli.repl.terminal;

import java.util.SortedSet;

/** What the line editor has to ask while somebody types. Texts are byte text. */
public interface Assistance {
    /** Whether {@code text} needs more lines. */
    boolean isIncomplete(String text);

    /** The words that {@code word}, at the end of the line {@code line}, may become. */
    SortedSet<String> complete(String line, String word);
}
