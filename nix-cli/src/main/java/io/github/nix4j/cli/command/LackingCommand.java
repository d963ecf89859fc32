package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import java.util.Collection;
import java.util.List;

/** A command of Nix with commands below it, none of which nix4j has yet: says so of each, and refuses others. */
final class LackingCommand extends GroupCommand {
    private final String name;

    LackingCommand(Session session, String name) {
        super(session, name);
        this.name = name;
    }

    @Override
    String helpPage() {
        throw UnknownCommand.below(session, "", List.of(), name);
    }

    @Override
    Collection<String> names() {
        return List.of();
    }

    @Override
    Command make(String word) {
        throw UnknownCommand.below(session, name, names(), word);
    }
}
