package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import java.util.Collection;
import java.util.List;

/** {@code nix env}: has one command below it, {@code nix env shell}, which is what {@code nix shell} is short for. */
final class EnvCommand extends GroupCommand {
    EnvCommand(Session session) {
        super(session, "env");
    }

    @Override
    Collection<String> names() {
        return List.of("shell");
    }

    @Override
    Collection<String> pages() {
        // The page is that of the short form.
        return List.of();
    }

    @Override
    Command make(String word) {
        return new ShellCommand(session);
    }
}
