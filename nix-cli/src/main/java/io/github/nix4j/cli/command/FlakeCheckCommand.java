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
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.SourceRange;
import io.github.nix4j.store.path.StoreDir;
import io.github.nix4j.store.path.StorePath;
import io.github.nix4j.store.tree.DiskNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code nix flake check}: whether the outputs of a flake are what they should be, and its checks can be built. */
final class FlakeCheckCommand extends FlakeSubcommand {
    private boolean build = true;
    private boolean allSystems;
    private final JsonOutput json = new JsonOutput();

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
        if (session.givesHints()) {
            json.declare(flags, "Print all that was found as JSON, too; as with --keep-going, nothing ends the check.");
        }
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
        boolean keepGoing = json.isWanted() || session.settings().bool("keep-going", false);
        CheckOptions options = CheckOptions.of(Evaluators.thisSystem(session.settings()))
                .withAllSystems(allSystems)
                .withKeepGoing(keepGoing)
                .withImportsInJobs(session.settings().bool("allow-import-from-derivation", false))
                .withActivities(session.activities())
                .withEvaluated(session::progress)
                .withFindings(finding -> tell(finding, keepGoing));
        CheckReport report = new FlakeChecker(world.flakes()).check(flake, options);
        NixException end = report.errors().stream()
                .filter(error -> endsAll(error, keepGoing))
                .map(CheckFinding::error)
                .findFirst()
                .orElse(null);
        SortedMap<StorePath, String> failures = Collections.emptySortedMap();
        if (end == null && build && !report.checks().isEmpty()) {
            failures = new CheckBuilds(session, world.store()).run(report.checks(), keepGoing);
        }
        if (json.isWanted()) {
            session.out(json.text(
                    FlakeJson.compact(json(report, failures, world.store().storeDir()))));
        }
        if (end != null) {
            throw end;
        }
        if (!report.passes() || !failures.isEmpty()) {
            throw new CliException("some errors were encountered during the evaluation");
        }
        session.progress(session.hasColours() ? "\u001b[32;1mall checks passed!\u001b[0m" : "all checks passed!");
        if (!report.omittedSystems().isEmpty()) {
            session.warn("The check omitted these incompatible systems: "
                    + String.join(", ", report.omittedSystems())
                    + "\nUse '--all-systems' to check all.");
        }
    }

    private SortedMap<String, Object> json(CheckReport report, SortedMap<StorePath, String> failures, StoreDir dir) {
        List<Object> builds = new ArrayList<>();
        failures.forEach((path, message) -> {
            SortedMap<String, Object> failure = new TreeMap<>();
            failure.put("attributes", new ArrayList<Object>(report.checks().getOrDefault(path, List.of())));
            failure.put("derivation", dir.print(path));
            failure.put("message", message);
            builds.add(failure);
        });
        SortedMap<String, Object> json = new TreeMap<>();
        json.put("buildFailures", builds);
        json.put(
                "findings",
                new ArrayList<Object>(report.findings().stream().map(this::json).toList()));
        json.put("omittedSystems", new ArrayList<Object>(report.omittedSystems()));
        json.put("passes", report.passes() && failures.isEmpty());
        return json;
    }

    /** The finding, which names a local file by its place on the disk. */
    private SortedMap<String, Object> json(CheckFinding finding) {
        SortedMap<String, Object> json = finding.toJson();
        SourceRange range = finding.error().nearestRange();
        Path file = range == null ? null : session.localFile(range.file());
        if (file != null) {
            json.put("file", DiskNames.textOf(file.toAbsolutePath()));
        }
        return json;
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
