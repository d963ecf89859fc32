package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.lang.Message;
import java.util.Collection;
import java.util.List;

/** What is said of a command that nix4j does not have: that Nix has it, or what else may have been meant. */
final class UnknownCommand {
    /** Nix breaks the lines of these messages so on what is no terminal. */
    private static final int WIDTH = 59;

    private UnknownCommand() {}

    /**
     * The failure of {@code word} below the command {@code parent}.
     *
     * @param parent empty for the program itself
     * @param own the commands that there are
     */
    static CliException below(Session session, String parent, Collection<String> own, String word) {
        List<String> nix = NixCommands.below(parent);
        String program = session.invocation().programName();
        if (nix.contains(word)) {
            String command = parent.isEmpty() ? word : parent + " " + word;
            return new CliException("nix4j does not have the command 'nix " + command + "' yet; '" + program
                    + (parent.isEmpty() || own.isEmpty() ? "" : " " + parent) + " --help' lists those that it has");
        }
        return new UsageException(
                Message.of("'%s' is not a recognised command", word),
                Hint.nearest(program.equals("nix4j") ? own : nix, word));
    }

    /**
     * The failure where no command is named below {@code parent}.
     *
     * @param own the commands that there are
     */
    static UsageException none(Session session, String parent, Collection<String> own) {
        boolean ours = session.invocation().programName().equals("nix4j") && !own.isEmpty();
        String start = "nix " + parent + " requires a sub-command. Available";
        String end = "sub-commands:";
        StringBuilder text = new StringBuilder(start);
        text.append(start.length() + 1 + end.length() > WIDTH ? '\n' : ' ')
                .append(end)
                .append('\n');
        (ours ? own : NixCommands.below(parent))
                .stream()
                        .sorted(NixCommands.ORDER)
                        .forEach(name -> text.append("\n  \u00c2\u00b7 ").append(name));
        return new UsageException(text.toString());
    }
}
