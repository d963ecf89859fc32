package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A command that hands on to the command named next. */
abstract class GroupCommand extends Command {
    private final String name;
    private @Nullable Flags flags;
    private @Nullable Command command;

    /** @param name the command's own name, which is also that of its help page */
    GroupCommand(Session session, String name) {
        super(session);
        this.name = name;
    }

    /** The commands below this one that there are. */
    abstract Collection<String> names();

    /** A new command of one of {@link #names}. */
    abstract Command make(String word);

    @Override
    String helpPage() {
        return command == null ? name : command.helpPage();
    }

    /** The names that a help text lists. */
    Collection<String> pages() {
        return names();
    }

    @Override
    final Collection<String> subcommands() {
        return command == null ? pages() : List.of();
    }

    @Override
    void declare(Flags table) {
        flags = table;
    }

    @Override
    String feature() {
        return command == null ? super.feature() : command.feature();
    }

    @Override
    int status() {
        return command == null ? super.status() : command.status();
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (command != null) {
            command.word(word, rest);
            return;
        }
        if (!names().contains(word)) {
            if (OldCommandNames.replace(session, name, word, rest)) {
                return;
            }
            throw UnknownCommand.below(session, name, names(), word);
        }
        command = make(word);
        command.declare(Objects.requireNonNull(flags));
    }

    @Override
    void run() {
        if (command == null) {
            throw UnknownCommand.none(session, name, names());
        }
        command.run();
    }
}
