package io.github.nix4j.cli.command;

import io.github.nix4j.cli.Session;
import io.github.nix4j.cli.args.Flags;
import io.github.nix4j.cli.args.UsageException;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.analysis.DuplicateInput;
import io.github.nix4j.flake.analysis.DuplicateInput.Merge;
import io.github.nix4j.flake.analysis.LockAnalysis;
import io.github.nix4j.flake.analysis.LockReport;
import io.github.nix4j.flake.analysis.Occurrence;
import io.github.nix4j.flake.edit.FlakeEditException;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.FlakeRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@code nix4j flake doctor}: what could be better about a flake's lock file, and the edits that make it so. */
final class FlakeDoctorCommand extends FlakeSubcommand {
    private static final int DEFAULT_DAYS = 90;

    /** What a duration can hold. */
    private static final long MOST_DAYS = Duration.ofSeconds(Long.MAX_VALUE).toDays();

    private long days = DEFAULT_DAYS;
    private boolean json;
    private boolean fix;
    private boolean all;
    private boolean failOnFindings;
    private boolean found;

    FlakeDoctorCommand(Session session) {
        super(session);
    }

    @Override
    String helpPage() {
        return "flake-doctor";
    }

    @Override
    void declare(Flags flags) {
        flags.section("Options");
        flags.add("json", '\0', "Print one line of JSON.", () -> json = true);
        flags.add(
                "days",
                '\0',
                List.of("days"),
                "Name inputs that have not changed for so many days; 90 if not given.",
                words -> days = number(words.get(0)));
        flags.add(
                "fix",
                '\0',
                "Have inputs that ask for the same follow one of them, in flake.nix, lock again, and tell what is left.",
                () -> fix = true);
        flags.add(
                "all",
                '\0',
                "With --fix: also those that ask for different branches or revisions of the same.",
                () -> all = true);
        flags.add(
                "fail-on-findings",
                '\0',
                "End with status 1 if something was found; with --fix, if something is left.",
                () -> failOnFindings = true);
        super.declare(flags);
    }

    @Override
    int status() {
        return failOnFindings && found ? 1 : 0;
    }

    private static long number(String text) {
        try {
            long days = Long.parseLong(text);
            if (days >= 0 && days <= MOST_DAYS) {
                return days;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new UsageException("'" + text + "' is not a number of days");
    }

    @Override
    void run() {
        try (Evaluators world = Evaluators.create(session, evaluation, true, false)) {
            FlakeLoader loader = world.flakes().loader();
            FlakeRef ref = loader.references().parse(reference());
            LockAnalysis analysis = analysis(loader, ref);
            LockReport report = analysis.of(lockFile(loader, ref));
            LockReport left = fix ? new LockMending(world, ref, analysis, locking, session).mend(report, all) : null;
            found = !(left == null ? report : left).isEmpty();
            if (json) {
                session.out(FlakeJson.compact((left == null ? report : left).toJson()) + "\n");
            } else if (left == null) {
                print(report, "nothing was found that could be better");
            } else {
                session.out(left.isEmpty() ? "" : "what is left:\n");
                print(left, "nothing is left that could be better");
            }
        }
    }

    private LockAnalysis analysis(FlakeLoader loader, FlakeRef ref) {
        LockAnalysis analysis = new LockAnalysis(Instant.now(), Duration.ofDays(days));
        Path file = loader.localFile(ref);
        try {
            return file == null || !Files.exists(file)
                    ? analysis
                    : analysis.knowing(new LocalFlakeFile(loader, ref).read());
        } catch (FlakeEditException e) {
            // It may be good nevertheless; the lock file alone tells much, and --fix says what is wrong.
            return analysis;
        }
    }

    /** The lock file as it is, if the flake is at hand; else what locking gives. */
    private byte[] lockFile(FlakeLoader loader, FlakeRef ref) {
        Path file = loader.localFile(ref);
        Path lock = file == null ? null : file.resolveSibling("flake.lock");
        if (lock == null || !Files.exists(lock)) {
            return loader.plan(ref, locking.mode(loader, session)).after().bytes();
        }
        try {
            return Files.readAllBytes(lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(LockReport report, String nothing) {
        for (DuplicateInput duplicate : report.duplicates()) {
            session.out(
                    duplicate.source() + " occurs " + duplicate.occurrences().size() + " times:\n");
            for (Occurrence input : duplicate.occurrences()) {
                session.out("  " + line(report, input) + "\n");
            }
            for (Merge merge : duplicate.merges()) {
                session.out("  to merge" + (merge.sameReference() ? "" : " (they ask for different states)") + ": "
                        + merge.definition() + "\n");
            }
        }
        if (!report.stale().isEmpty()) {
            session.out("not changed for " + days + " days:\n");
            report.stale().forEach(input -> session.out("  " + line(report, input) + "\n"));
        }
        if (!report.unreachable().isEmpty()) {
            session.out("in the lock file, but used by nothing: " + String.join(", ", report.unreachable()) + "\n");
        }
        if (report.isEmpty()) {
            session.out(nothing + "\n");
        }
    }

    private static String line(LockReport report, Occurrence input) {
        String age = input.lastModified() == null ? "" : " (" + report.days(input) + " days old)";
        return input.path() + ": " + input.locked() + age;
    }

    @Override
    void run(Evaluators world, Flake flake) {
        // The lock file is looked at as it is.
    }
}
