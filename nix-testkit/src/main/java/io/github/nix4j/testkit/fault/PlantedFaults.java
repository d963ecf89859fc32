package io.github.nix4j.testkit.fault;

import io.github.nix4j.testkit.fuzz.Campaign;
import io.github.nix4j.testkit.fuzz.Reference;
import io.github.nix4j.testkit.fuzz.ScratchFolder;
import io.github.nix4j.testkit.fuzz.ToolWords;
import io.github.nix4j.testkit.program.Fixture;
import io.github.nix4j.testkit.program.Programs;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Plants faults and counts those that programs show: {@code SOURCES FAULTS PROGRAMS [SEED [TEXT]]}, where SOURCES is the source
 * folder of nix-lang; with TEXT, only faults whose descriptions have it in them. Each fault is compiled, and its classes replace
 * those of a running JVM, which runs the programs, first those that reach the line, until one gives something else than without the fault. That counts if a fresh
 * JVM with the fault gives something else for that program as well, and the reference's run of the program says anything about
 * nix4j, as the fuzzer would else leave it out. Where it shows nothing, or classes cannot be replaced, all programs run in a
 * fresh JVM. The variable {@code NIX_REFERENCE} names the folder of the reference.
 */
public final class PlantedFaults {
    /** What evaluates, from text to the text of values and errors; the folders of {@code io.github.nix4j.lang}. */
    private static final List<String> PACKAGES = List.of(
            "",
            "io",
            "parser/internal",
            "syntax",
            "internal/builtins",
            "internal/engine",
            "internal/eval",
            "internal/json",
            "internal/node",
            "internal/print",
            "internal/regex",
            "internal/resolve",
            "internal/selection",
            "internal/store",
            "internal/toml",
            "internal/xml");

    private static final int KILLERS = 40;

    /** So many of the programs that reach a line are tried before the others. */
    private static final int REACHING = 4000;

    private static final int STARTS = 2;

    private final ReplayProcess.Programs programs;
    private final Programs generated;
    private final Reference reference;
    private final LineCoverage coverage;
    private final Random random = new Random(1);
    /** For each program that showed a fault, whether the reference's run of it says anything. */
    private final Map<Integer, Boolean> telling = new HashMap<>();
    /** The programs that showed faults, by file and all together, those of the last ones first. */
    private final Map<Path, Deque<Integer>> killers = new HashMap<>();

    private final Deque<Integer> allKillers = new ArrayDeque<>();
    private @Nullable ReplayProcess running;

    private PlantedFaults(ReplayProcess.Programs programs, Reference reference, LineCoverage coverage) {
        this.coverage = coverage;
        this.programs = programs;
        generated = Programs.of(Long.parseLong(programs.seed()));
        this.reference = reference;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        // The first word is not the user's.
        Path sources = Path.of(arguments[0]).resolve("io/github/nix4j/lang");
        List<String> words = List.of(arguments).subList(1, arguments.length);
        System.exit(run(sources, words, System.getenv(), System.out, System.err));
    }

    /** Gives the exit status: 0 if 95 of 100 faults were found, 1 if fewer were, 2 if none were planted. */
    static int run(
            Path sources, List<String> arguments, Map<String, String> variables, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        return ToolWords.run("plant-faults FAULTS PROGRAMS [SEED [TEXT]]", 4, arguments, variables, err, words -> {
            int count = words.count(0, "FAULTS");
            int programs = words.count(1, "PROGRAMS");
            long seed = words.seed(2, 1);
            Path bin = words.reference();
            if (ToolProvider.getSystemJavaCompiler() == null) {
                throw new ToolWords.Refusal("this Java has no compiler; the variable JAVA names another");
            }
            List<Fault> faults = faults(sources, seed, words.word(3, ""), out);
            try (ScratchFolder scratch = ScratchFolder.create("nix4j-faults")) {
                Tally tally = plant(
                        new FaultCompiler(sources),
                        faults,
                        count,
                        new ReplayProcess.Programs(
                                scratch.path(), Fixture.world(scratch.path()), programs, Long.toString(seed)),
                        new Reference(bin, scratch.path()),
                        out);
                out.println(tally.text() + " The programs were the first " + programs + " of seed " + seed + ".");
                if (tally.planted == 0) {
                    throw new ToolWords.Refusal("none of the chosen faults compiles");
                }
                return tally.found * 100 >= tally.planted * 95 ? 0 : 1;
            }
        });
    }

    /** How many faults were planted and found; {@code fatal} of those that were found let no JVM run. */
    record Tally(int planted, int found, int fatal) {
        String text() {
            return planted + (planted == 1 ? " fault was" : " faults were") + " planted: " + found + " found, "
                    + (planted - found) + " missed."
                    + (fatal == 0 ? "" : " With " + fatal + " of those that were found no JVM runs.");
        }
    }

    private static List<Fault> faults(Path sources, long seed, String text, PrintStream out)
            throws IOException, ToolWords.Refusal {
        LeftOut leftOut = LeftOut.read();
        List<Fault> faults = choose(sources, seed, leftOut);
        out.println(faults.size() + " faults to choose from; left out: " + leftOut.counts());
        for (String entry : leftOut.unused()) {
            out.println("left-out: no fault is '" + entry + "'");
        }
        faults.removeIf(fault -> !fault.toString().contains(text));
        if (faults.isEmpty()) {
            throw new ToolWords.Refusal("no fault has TEXT in its description: '" + text + "'");
        }
        return faults;
    }

    private static Tally plant(
            FaultCompiler compiler,
            List<Fault> faults,
            int count,
            ReplayProcess.Programs programs,
            Reference reference,
            PrintStream out)
            throws IOException, InterruptedException {
        PlantedFaults run = new PlantedFaults(programs, reference, ReplayProcess.coverage(programs));
        int found = 0;
        int fatal = 0;
        int planted = 0;
        try {
            for (Fault fault : faults) {
                if (planted == count) {
                    break;
                }
                Path patch = Files.createTempDirectory(programs.scratch(), "patch");
                if (!compiler.compile(fault, patch)) {
                    continue;
                }
                planted++;
                String shown = run.shows(fault, patch);
                found += shown.isEmpty() ? 0 : 1;
                fatal += shown.equals(fatal()) ? 1 : 0;
                out.println((shown.isEmpty() ? "MISSED  " : "found   ") + fault + " " + shown);
            }
        } finally {
            run.stop();
        }
        return new Tally(planted, found, fatal);
    }

    /** What showed a fault; empty if nothing did. */
    private String shows(Fault fault, Path patch) throws IOException {
        if (running == null) {
            running = new ReplayProcess(programs, null);
            if (!running.isReady()) {
                throw new IOException("the programs do not run without a fault:\n" + programs.log());
            }
        }
        Set<Integer> first = first(fault);
        String answer = running.ask(patch.toString(), words(first));
        if (answer == null || answer.endsWith(" end")) {
            stop();
        }
        if (answer != null && answer.startsWith("found ")) {
            int program = program(answer);
            if (!tells(program)) {
                return shows(fault, patch);
            }
            String again = fresh(patch, List.of("only", program));
            if (again.startsWith("found ")) {
                remember(fault, program);
                return "by program " + program;
            }
            return again.isEmpty() ? fatal() : all(fault, patch, first);
        }
        // The running JVM may have made before, once and for all, what the fault makes otherwise.
        return all(fault, patch, first);
    }

    /** The programs that may soonest show a fault: those that showed one in its file, and those that reach its line. */
    private Set<Integer> first(Fault fault) {
        Set<Integer> first = new LinkedHashSet<>(killers.getOrDefault(fault.file(), new ArrayDeque<>()));
        first.addAll(allKillers);
        List<Integer> reaching =
                new ArrayList<>(coverage.of(fault).stream().boxed().toList());
        Collections.shuffle(reaching, random);
        first.addAll(reaching.subList(0, Math.min(reaching.size(), REACHING)));
        return first;
    }

    /** What all programs show in a fresh JVM. */
    private String all(Fault fault, Path patch, Set<Integer> first) throws IOException {
        String answer = fresh(patch, words(first));
        if (answer.startsWith("found ")) {
            int program = program(answer);
            if (!tells(program)) {
                return all(fault, patch, first);
            }
            remember(fault, program);
            return "by program " + program + " in a fresh JVM";
        }
        return answer.isEmpty() ? fatal() : "";
    }

    /** The programs to try first, and those to leave out as the reference's runs of them say nothing. */
    private List<String> words(Set<Integer> first) {
        List<String> words = new ArrayList<>();
        telling.forEach((program, tells) -> {
            if (!tells) {
                words.add("-" + program);
            }
        });
        first.forEach(program -> words.add(program.toString()));
        return words;
    }

    private static int program(String answer) {
        return Integer.parseInt(answer.split(" ")[1]);
    }

    /** Whether the fuzzer would compare a program. */
    private boolean tells(int number) {
        return telling.computeIfAbsent(
                number,
                program -> Campaign.tells(
                        programs.directory(), reference, Campaign.entry(program, generated.get(program))));
    }

    private static String fatal() {
        return "by the end of " + STARTS + " fresh JVMs";
    }

    /** The answer of a fresh JVM with the fault; empty if so many of them end, or do not even begin. */
    private String fresh(Path patch, Collection<?> words) throws IOException {
        for (int i = 0; i < STARTS; i++) {
            try (ReplayProcess process = new ReplayProcess(programs, patch)) {
                String answer = process.isReady() ? process.ask("-", words) : null;
                if (answer != null) {
                    return answer;
                }
            }
        }
        return "";
    }

    private void remember(Fault fault, int program) {
        killers.computeIfAbsent(fault.file(), file -> new ArrayDeque<>()).addFirst(program);
        allKillers.addFirst(program);
        if (allKillers.size() > KILLERS) {
            allKillers.removeLast();
        }
    }

    private void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** Faults in random order, one of each file in turn. */
    static List<Fault> choose(Path sources, long seed, LeftOut leftOut) throws IOException {
        Random random = new Random(seed);
        List<List<Fault>> files = new ArrayList<>();
        for (String name : PACKAGES) {
            try (Stream<Path> list = Files.list(sources.resolve(name))) {
                for (Path file : list.filter(Files::isRegularFile).sorted().toList()) {
                    List<Fault> faults = new ArrayList<>(Fault.in(file));
                    faults.removeIf(leftOut::contains);
                    Collections.shuffle(faults, random);
                    files.add(faults);
                }
            }
        }
        Collections.shuffle(files, random);
        List<Fault> chosen = new ArrayList<>();
        files.removeIf(List::isEmpty);
        while (!files.isEmpty()) {
            files.forEach(faults -> chosen.add(faults.remove(0)));
            files.removeIf(List::isEmpty);
        }
        return chosen;
    }
}
