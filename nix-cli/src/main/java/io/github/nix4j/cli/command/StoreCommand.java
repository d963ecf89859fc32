package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.store.hash.ContentAddressMethod;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code nix store}: hands on to the command named next. Only those that bring files to the store are here. */
final class StoreCommand extends Command {
    private @Nullable Flags flags;
    private @Nullable Command command;

    StoreCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return command == null ? "store" : command.helpPage();
    }

    @Override
    Collection<String> subcommands() {
        return command == null ? List.of("add", "prefetch-file") : List.of();
    }

    @Override
    void declare(Flags table) {
        flags = table;
    }

    private Command make(String word) {
        return switch (word) {
            case "add", "add-path" -> new StoreAddCommand(session, ContentAddressMethod.NAR);
            case "add-file" -> new StoreAddCommand(session, ContentAddressMethod.FLAT);
            case "prefetch-file" -> new StorePrefetchFileCommand(session);
            default -> throw new CliException("nix4j does not have the command 'nix store " + word + "' yet");
        };
    }

    @Override
    void word(String word, Deque<String> rest) {
        if (command != null) {
            command.word(word, rest);
        } else {
            command = make(word);
            if (flags != null) {
                command.declare(flags);
            }
        }
    }

    @Override
    void run() {
        if (command == null) {
            throw new UsageException("'nix store' requires a sub-command.");
        }
        command.run();
    }
}
