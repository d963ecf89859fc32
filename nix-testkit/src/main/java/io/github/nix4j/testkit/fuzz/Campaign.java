package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.testkit.program.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs many programs on both sides. Each runs alone under nix4j first; those that succeed go to the reference by the hundred in
 * one process, and the same again under nix4j, since names that one program brings in change the order of sets in the next. Those
 * that fail end a process, so the reference runs them one by one.
 */
public final class Campaign {
    private static final int BATCH = 100;

    /** One program and how to run it. */
    public record Entry(String name, Mode mode, String text) {}

    private record Ready(Entry entry, String file) {}

    private final Comparison comparison;
    private final Consumer<Difference> differences;
    private final Map<Mode, List<Ready>> waiting = new LinkedHashMap<>();
    private int succeeded;
    private int failed;
    private final Map<VoidReason, Integer> leftOut = new EnumMap<>(VoidReason.class);
    private int voidBatches;

    /** @param differences is told of each difference when it is found */
    public Campaign(Comparison comparison, Consumer<Difference> differences) {
        this.comparison = comparison;
        this.differences = differences;
    }

    /** A program with its mode. */
    public static Entry entry(int number, Program program) {
        return new Entry("p" + number, Mode.of(number, program), program.text());
    }

    /** What nix4j gives for a program alone, within ten seconds. */
    public static Outcome alone(Path directory, Entry entry) {
        return alone(directory, entry, false);
    }

    /** @param compiles whether compiled forms are read and written */
    static Outcome alone(Path directory, Entry entry, boolean compiles) {
        Nix4j nix4j = new Nix4j(10, compiles);
        Comparison comparison = new Comparison(directory, nix4j, nix4j);
        // Always one name: a folder with more and more programs in it would hash otherwise each time.
        return comparison.run(nix4j, entry.mode(), List.of(comparison.write("program", entry.text())));
    }

    /** Whether the reference's run of a program says anything about nix4j. */
    public static boolean tells(Path directory, Side reference, Entry entry) {
        Comparison comparison = new Comparison(directory, reference, reference);
        Outcome expected = comparison.run(reference, entry.mode(), List.of(comparison.write("program", entry.text())));
        return VoidReason.of(expected).isEmpty();
    }

    /** Runs a program, or puts it by for a batch. Gives what nix4j printed for it. */
    public Outcome add(Entry entry) {
        String file = comparison.write(entry.name(), entry.text());
        Outcome found = comparison.run(comparison.nix4j(), entry.mode(), List.of(file));
        Ready ready = new Ready(entry, file);
        if (found.status() == 0 && entry.mode().many()) {
            List<Ready> batch = waiting.computeIfAbsent(entry.mode(), mode -> new ArrayList<>());
            batch.add(ready);
            if (batch.size() >= BATCH) {
                flush(entry.mode());
            }
        } else {
            alone(ready, found);
        }
        return found;
    }

    /** Runs what is still put by. */
    public void finish() {
        List.copyOf(waiting.keySet()).forEach(this::flush);
    }

    public int succeeded() {
        return succeeded;
    }

    public int failed() {
        return failed;
    }

    /** How many programs said nothing, as the reference's run was void. */
    public int leftOut() {
        return leftOut.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Why programs were left out, with their numbers, and how many batches were void of which each program alone was not. */
    public String reasons() {
        return leftOut + ", void batches: " + voidBatches;
    }

    /** Whether a run of the reference says nothing about nix4j; then it is counted. */
    private boolean isLeftOut(Outcome expected) {
        Optional<VoidReason> reason = VoidReason.of(expected);
        reason.ifPresent(why -> leftOut.merge(why, 1, Integer::sum));
        return reason.isPresent();
    }

    private void alone(Ready ready, Outcome found) {
        Entry entry = ready.entry;
        Outcome expected = comparison.run(comparison.reference(), entry.mode(), List.of(ready.file));
        if (isLeftOut(expected)) {
            return;
        }
        if (expected.status() == 0) {
            succeeded++;
        } else {
            failed++;
        }
        if (!expected.equals(found)) {
            differences.accept(new Difference(entry.name(), entry.mode(), entry.text(), expected, found));
        }
    }

    private void flush(Mode mode) {
        List<Ready> batch = waiting.remove(mode);
        if (batch == null) {
            return;
        }
        List<String> files = batch.stream().map(Ready::file).toList();
        Outcome expected = comparison.run(comparison.reference(), mode, files);
        Outcome found = comparison.run(comparison.nix4j(), mode, files);
        if (expected.equals(found)) {
            succeeded += batch.size();
            return;
        }
        int told = 0;
        for (Ready ready : batch) {
            Outcome alone = comparison.run(comparison.reference(), mode, List.of(ready.file));
            if (isLeftOut(alone)) {
                continue;
            }
            succeeded++;
            Outcome own = comparison.run(comparison.nix4j(), mode, List.of(ready.file));
            if (!alone.equals(own)) {
                told++;
                differences.accept(new Difference(ready.entry.name(), mode, ready.entry.text(), alone, own));
            }
        }
        if (VoidReason.of(expected).isPresent()) {
            voidBatches++;
        } else if (told == 0) {
            String all = String.join(
                    "\n",
                    batch.stream()
                            .map(ready -> "# " + ready.entry.name() + "\n" + ready.entry.text())
                            .toList());
            differences.accept(new Difference("batch-" + batch.get(0).entry.name(), mode, all, expected, found));
        }
    }
}
