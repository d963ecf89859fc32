package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code nix env}: has one command below it, {@code nix env shell}, which is what {@code nix shell} is short for. */
final class EnvCommand extends Command {
    private @Nullable Flags flags;
    private @Nullable Command command;

    EnvCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return command == null ? "env" : command.helpPage();
    }

    @Override
    void declare(Flags table) {
        flags = table;
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (command != null) {
            command.word(word, rest);
        } else if (!word.equals("shell") || flags == null) {
            throw UnknownCommand.below(session, "env", List.of("shell"), word);
        } else {
            command = new ShellCommand(session);
            command.declare(flags);
        }
    }

    @Override
    int status() {
        return command == null ? 0 : command.status();
    }

    @Override
    void run() {
        if (command == null) {
            throw new UsageException("nix env requires a sub-command. Available sub-commands:\n\n  \u00c2\u00b7 shell");
        }
        command.run();
    }
}
