package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.ref.InputPath;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code nix flake update}: locks some inputs anew, or all. */
final class FlakeUpdateCommand extends FlakeSubcommand {
    private final Set<InputPath> inputs = new TreeSet<>();

    FlakeUpdateCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-update";
    }

    @Override
    void declare(Flags flags) {
        preview.declare(flags, session);
        super.declare(flags);
        flags.remove("no-update-lock-file").remove("no-write-lock-file");
        flags.section("Options");
        flags.add(
                "flake",
                '\0',
                List.of("flake-url"),
                "The flake to update, if not that of the working directory.",
                words -> flake(words.get(0)));
    }

    @Override
    void word(String word, Deque<String> rest) {
        InputPath input;
        try {
            input = InputPath.parse(word);
            if (input.isRoot()) {
                throw new CliException("input path to be updated cannot be zero-length;"
                        + " it would refer to the flake itself, not an input");
            }
        } catch (FlakeException | CliException e) {
            session.warn("Invalid flake input '" + word
                    + "'. To update a specific flake, use 'nix flake update --flake " + word + "' instead.");
            // Told with the warning, the error is no more one of usage.
            throw e instanceof FlakeException told
                    ? new CliException(told.nixMessage().text())
                    : e;
        }
        if (!inputs.add(input)) {
            session.warn("Input '" + input + "' was specified multiple times. You may have done this by accident.");
        }
    }

    @Override
    boolean isConfigured() {
        return true;
    }

    @Override
    void run() {
        session.settings().set("tarball-ttl", "0");
        locking.writeForSure();
        locking.updateInputs(inputs);
        super.run();
    }

    @Override
    void run(Evaluators world, Flake flake) {
        // Loading the flake has written its lock file.
    }
}
