package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.lang.Message;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is said of a command that nix4j does not have: that Nix has it, or what else may have been meant. */
final class UnknownCommand {
    private static final Map<String, String> NIX = Map.of(
            "",
            "build bundle config copy daemon derivation develop edit env eval flake fmt formatter hash help help-stores"
                    + " key log nar path-info print-dev-env profile realisation registry repl run search store"
                    + " upgrade-nix why-depends",
            "env",
            "shell",
            "flake",
            "archive check clone info init lock metadata new prefetch prefetch-inputs show update");

    private UnknownCommand() {}

    /**
     * The failure of {@code word} below the command {@code parent}.
     *
     * @param parent empty for the program itself
     * @param own the commands that there are
     */
    static CliException below(Session session, String parent, Collection<String> own, String word) {
        List<String> nix = Arrays.asList(NIX.getOrDefault(parent, "").split(" "));
        String program = session.invocation().programName();
        if (nix.contains(word)) {
            String command = parent.isEmpty() ? word : parent + " " + word;
            return new CliException("nix4j does not have the command 'nix " + command + "' yet; '" + program
                    + (parent.isEmpty() ? "" : " " + parent) + " --help' lists those that it has");
        }
        return new UsageException(
                Message.of("'%s' is not a recognised command", word),
                Hint.nearest(program.equals("nix4j") ? own : nix, word));
    }
}
