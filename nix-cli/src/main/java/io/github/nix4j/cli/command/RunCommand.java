package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code nix run}: builds a program and runs it in the same surroundings. */
final class RunCommand extends ApplicationCommand {
    private final EnvironmentFlags environment = new EnvironmentFlags();

    RunCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "run";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        environment.declare(flags);
    }

    @Override
    void run() {
        String program;
        @Nullable Map<String, String> variables;
        try (Evaluators world = world(false)) {
            program = build(world.store(), find(world));
            variables = environment.changed(session);
            checkRuns(world.store());
        }
        // The first word names the program, the others are its own.
        List<String> arguments = words.isEmpty() ? List.of() : words.subList(1, words.size());
        become(program, arguments, variables);
    }

    private Application find(Evaluators world) {
        String word = words.isEmpty() ? "" : words.get(0);
        if (!installables.isFlake()) {
            return find(world, word);
        }
        new StoreObjects(session, world.store()).refuse(word);
        String system = Evaluators.thisSystem(session.settings());
        String plain = OutputSelector.cut(word);
        FlakeOutput output = new FlakeOutput(session, world, locking);
        return find(
                world, output, plain.isEmpty() ? "." : plain, fragment -> Application.places(output, system, fragment));
    }
}
