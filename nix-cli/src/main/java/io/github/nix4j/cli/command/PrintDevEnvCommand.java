package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.develop.BuildEnvironment;
import io.github.nix4j.cli.develop.ShellScript;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.store.tree.DiskNames;
import java.io.IOException;
import java.io.UncheckedIOException;

/** {@code nix print-dev-env}: prints what a shell has to read to be in the surroundings of a derivation's builder. */
final class PrintDevEnvCommand extends DevelopmentShell {
    private final JsonOutput json = new JsonOutput();

    PrintDevEnvCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "print-dev-env";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        json.declare(flags, "Print variables and functions as JSON.");
    }

    @Override
    void run() {
        try (Evaluators world = world(false)) {
            BuildEnvironment environment = kept(world).environment();
            if (json.isWanted()) {
                session.out(json.text(environment.json()));
            } else {
                session.out(ShellScript.of(
                        environment,
                        "nix-dev-env",
                        DiskNames.pathOf(session.invocation().workingDirectory()),
                        script -> redirected(world, script)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
