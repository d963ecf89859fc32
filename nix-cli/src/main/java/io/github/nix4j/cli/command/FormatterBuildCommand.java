package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.OutputLinks;
import java.util.Deque;

/** {@code nix formatter build}: builds the formatter of the flake that the working directory is in, and says where it is. */
final class FormatterBuildCommand extends ApplicationCommand {
    private final OutLink link = new OutLink();

    FormatterBuildCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "formatter-build";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Building");
        link.declare(flags);
    }

    @Override
    void word(String word, Deque<String> rest) {
        throw new UsageException("unexpected argument '" + word + "'");
    }

    @Override
    void run() {
        try (Evaluators world = FormatterRunCommand.formatterWorld(this)) {
            Application application = installables.isFlake()
                    ? find(
                            world,
                            new FlakeOutput(session, world, locking),
                            ".",
                            fragment -> FormatterRunCommand.places(session))
                    : find(world, "");
            String program = build(world.store(), application);
            link.make(new OutputLinks(session, world.store()), application.built(world.store()));
            session.out(program + "\n");
        }
    }
}
