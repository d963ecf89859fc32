package io.github.nix4j.cli.repl;

import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** The list of the prompt's commands. */
final class ReplHelp {
    /** Every name of every command, for completion. */
    static final List<String> COMMANDS =
            Arrays.asList((":? :help :a :add :b :bl :doc :e :edit :i :l :load :lf :load-flake"
                            + " :ll :last-loaded :log :p :print :q :quit :r :reload :sh :t :te :trace-enable :u")
                    .split(" "));

    /** The commands whose argument may go on in a next line. */
    static final List<String> TAKES_EXPRESSION =
            Arrays.asList(":a :add :b :bl :doc :e :edit :i :log :p :print :sh :t :u".split(" "));

    private ReplHelp() {}

    /** The text of {@code :?} as byte text. */
    static String text() {
        try (InputStream in = ReplHelp.class.getResourceAsStream("/io/github/nix4j/cli/help/repl-commands.txt")) {
            if (in == null) {
                throw new IOException("the list of commands is missing");
            }
            return ByteText.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
