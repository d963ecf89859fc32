package io.github.nix4j.cli.command;

import io.github.nix4j.cli.CliException;
import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.check.CheckFinding;
import io.github.nix4j.flake.check.CheckOptions;
import io.github.nix4j.flake.check.CheckReport;
import io.github.nix4j.flake.check.FlakeChecker;
import io.github.nix4j.lang.NixException;

/** {@code nix flake check}: whether the outputs of a flake are what they should be, and its checks can be built. */
final class FlakeCheckCommand extends FlakeSubcommand {
    private boolean build = true;
    private boolean allSystems;

    FlakeCheckCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-check";
    }

    @Override
    void declare(Flags flags) {
        super.declare(flags);
        flags.section("Options");
        flags.add("no-build", '\0', "Evaluate the checks only.", () -> build = false);
        flags.add(
                "all-systems",
                '\0',
                "Check the outputs for all systems, not for this one only.",
                () -> allSystems = true);
    }

    @Override
    boolean isConfigured() {
        return true;
    }

    @Override
    boolean isReadOnly() {
        return !build;
    }

    @Override
    void run(Evaluators world, Flake flake) {
        boolean keepGoing = session.settings().bool("keep-going", false);
        CheckOptions options = CheckOptions.of(Evaluators.thisSystem(session.settings()))
                .withAllSystems(allSystems)
                .withKeepGoing(keepGoing)
                .withImportsInJobs(session.settings().bool("allow-import-from-derivation", false))
                .withActivities(session.activities())
                .withEvaluated(session::progress)
                .withFindings(finding -> tell(finding, keepGoing));
        CheckReport report = new FlakeChecker(world.flakes()).check(flake, options);
        for (CheckFinding error : report.errors()) {
            if (endsAll(error, keepGoing)) {
                throw error.error();
            }
        }
        boolean passes = report.passes();
        if (build && !report.checks().isEmpty()) {
            passes &= new CheckBuilds(session, world.store()).run(report.checks(), keepGoing);
        }
        if (!passes) {
            throw new CliException("some errors were encountered during the evaluation");
        }
        session.progress(session.hasColours() ? "\u001b[32;1mall checks passed!\u001b[0m" : "all checks passed!");
        if (!report.omittedSystems().isEmpty()) {
            session.warn("The check omitted these incompatible systems: "
                    + String.join(", ", report.omittedSystems())
                    + "\nUse '--all-systems' to check all.");
        }
    }

    private void tell(CheckFinding finding, boolean keepGoing) {
        NixException error = finding.error();
        if (finding.severity() == CheckFinding.Severity.WARNING) {
            session.warn(error.nixMessage().text());
        } else if (!endsAll(finding, keepGoing)) {
            session.fail(error);
        }
    }

    /** Whether an error is the run's; that of the flake as a whole always is. */
    private static boolean endsAll(CheckFinding error, boolean keepGoing) {
        return !keepGoing || error.attribute().isEmpty();
    }
}
