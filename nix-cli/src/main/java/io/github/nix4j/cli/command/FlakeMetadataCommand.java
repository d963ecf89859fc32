package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeMetadata;
import io.github.nix4j.flake.ref.FlakeJson;
import java.time.ZoneId;

/** {@code nix flake metadata}: what is known of a flake without evaluating its outputs. */
class FlakeMetadataCommand extends FlakeSubcommand {
    private boolean json;

    FlakeMetadataCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-metadata";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Options");
        flags.add("json", '\0', "Print one line of JSON.", () -> json = true);
    }

    @Override
    void run(Evaluators world, Flake flake) {
        FlakeMetadata metadata = world.flakes().loader().metadata(flake);
        if (json) {
            session.out(FlakeJson.compact(metadata.toJson()) + "\n");
            return;
        }
        String zone = session.invocation().nonEmptyVariable("TZ");
        for (String line : metadata.toLines(zone == null ? ZoneId.systemDefault() : ZoneId.of(zone))) {
            session.out(line + "\n");
        }
    }
}
