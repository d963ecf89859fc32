package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeMetadata;
import io.github.nix4j.flake.ref.FlakeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** {@code nix flake metadata}: what is known of a flake without evaluating its outputs. */
class FlakeMetadataCommand extends FlakeSubcommand {
    private final JsonOutput json = new JsonOutput();

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
        json.declare(flags, "Print one line of JSON.");
    }

    @Override
    void run(Evaluators world, Flake flake) {
        FlakeMetadata metadata = world.flakes().loader().metadata(flake);
        if (json.isWanted()) {
            session.out(json.text(FlakeJson.compact(metadata.toJson())));
            return;
        }
        for (String line : metadata.toLines(zone())) {
            session.out(line + "\n");
        }
    }

    private ZoneId zone() {
        String named = session.invocation().nonEmptyVariable("TZ");
        if (named != null) {
            return ZoneId.of(named);
        }
        try {
            // Asking the JVM reads all zones of the world, 10 ms of a command that servers need not spend.
            if (Files.readSymbolicLink(Path.of("/etc/localtime")).endsWith("UTC")) {
                return ZoneOffset.UTC;
            }
        } catch (IOException | UnsupportedOperationException e) {
            // No link: the JVM knows other places to look.
            return ZoneId.systemDefault();
        }
        return ZoneId.systemDefault();
    }
}
