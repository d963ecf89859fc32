package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.ShowOptions;
import io.github.nix4j.flake.ref.FlakeJson;
import java.util.SortedMap;

/** {@code nix flake show}: the outputs of a flake as a tree or as JSON. */
final class FlakeShowCommand extends FlakeSubcommand {
    private boolean allSystems;
    private boolean legacy;
    private final JsonOutput json = new JsonOutput();

    FlakeShowCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-show";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Options");
        json.declare(flags, "Print one line of JSON.");
        flags.add(
                "all-systems",
                '\0',
                "Look into the outputs for all systems, not for this one only.",
                () -> allSystems = true);
        flags.add("legacy", '\0', "Look into legacyPackages, which may be large.", () -> legacy = true);
    }

    @Override
    void run(Evaluators world, Flake flake) {
        ShowOptions options = new ShowOptions(
                Evaluators.thisSystem(session.settings()),
                allSystems,
                legacy,
                session.settings().bool("allow-import-from-derivation", false),
                json.isWanted(),
                line -> {
                    if (!json.isWanted()) {
                        session.out(line + "\n");
                    }
                },
                session::warn,
                session.activities());
        SortedMap<String, Object> listing = world.flakes().show(flake, options);
        if (json.isWanted()) {
            session.out(json.text(FlakeJson.compact(listing)));
        }
    }
}
