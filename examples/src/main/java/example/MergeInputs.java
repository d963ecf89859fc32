package example;

import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.analysis.DuplicateInput;
import io.github.nix4j.flake.analysis.DuplicateInput.Merge;
import io.github.nix4j.flake.analysis.LockAnalysis;
import io.github.nix4j.flake.analysis.LockReport;
import io.github.nix4j.flake.analysis.Occurrence;
import io.github.nix4j.flake.edit.EditableFlake;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import io.github.nix4j.flake.lock.LockPlan;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells what could be better about the lock file of a flake, and makes one of inputs that are locked twice. */
public final class MergeInputs {
    private static final Duration PATIENCE = Duration.ofDays(90);

    private MergeInputs() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        findings(directory).forEach(System.out::println);
        System.out.println("left: " + mend(directory));
    }

    private static EditableFlake flake(Path directory) throws IOException {
        return EditableFlake.of(SourceFile.of("flake.nix", Files.readAllBytes(directory.resolve("flake.nix"))));
    }

    private static LockReport report(Path directory) throws IOException {
        return new LockAnalysis(Instant.now(), PATIENCE)
                .knowing(flake(directory))
                .of(Files.readAllBytes(directory.resolve("flake.lock")));
    }

    /** A line for each thing that was found; nothing is fetched or evaluated. */
    static List<String> findings(Path directory) throws IOException {
        LockReport report = report(directory);
        List<String> lines = new ArrayList<>();
        for (DuplicateInput duplicate : report.duplicates()) {
            lines.add(duplicate.source() + " occurs " + duplicate.occurrences().size() + " times");
            duplicate.merges().forEach(merge -> lines.add("  to merge: " + merge.definition()));
        }
        for (Occurrence old : report.stale()) {
            lines.add(old.path() + " has not changed for " + report.days(old) + " days");
        }
        report.unreachable().forEach(key -> lines.add(key + " is used by nothing"));
        return lines.stream().map(ByteText::toUnicode).toList();
    }

    /** Has inputs that ask for the same follow one of them, and locks the flake; returns how many findings are left. */
    static int mend(Path directory) throws IOException {
        EditableFlake flake = flake(directory);
        for (Merge merge : report(directory).merges()) {
            flake = flake.setFollows(merge.input(), merge.target().toString());
        }
        // The file is written when locking has succeeded.
        Path file = directory.resolve("flake.nix");
        UnsavedFiles unsaved = new UnsavedFiles();
        unsaved.put(file, flake.bytes());
        FlakeLoader loader = FlakeLoader.builder(directory).unsaved(unsaved).build();
        LockPlan plan = loader.plan(loader.references().parse("."), LockMode.DEFAULT);
        loader.apply(plan, LockOutput.WRITE.withFailOnUnlocked(true));
        Files.write(file, flake.bytes());
        // A plan has no nodes that nothing uses, and does not count it as a change where the file has them.
        plan.after().writeTo(directory.resolve("flake.lock"));
        LockReport left =
                new LockAnalysis(Instant.now(), PATIENCE).knowing(flake).of(plan.after());
        return left.duplicates().size() + left.stale().size();
    }
}
