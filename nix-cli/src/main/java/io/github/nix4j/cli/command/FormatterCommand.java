package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import java.util.Collection;
import java.util.List;

/** {@code nix formatter}: the commands about the formatter of a flake. */
final class FormatterCommand extends GroupCommand {
    FormatterCommand(Session session) {
        super(session, "formatter");
    }

    @Override
    Collection<String> names() {
        return List.of("build", "run");
    }

    @Override
    Command make(String word) {
        return word.equals("build") ? new FormatterBuildCommand(session) : new FormatterRunCommand(session);
    }
}
