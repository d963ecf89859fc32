package io.github.nix4j.testkit.fault;

import io.github.nix4j.testkit.fuzz.Campaign;
import io.github.nix4j.testkit.fuzz.Outcome;
import io.github.nix4j.testkit.program.Dice;
import io.github.nix4j.testkit.program.Program;
import io.github.nix4j.testkit.program.Programs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Runs programs under the nix4j of its class path, as the agent of its JVM, which lets it replace classes. Its arguments, a line
 * each: DIRECTORY, FILE, COUNT, SEED, and perhaps LINES, a file that gets the lines that each program reaches, which is all it
 * does then. Records what programs give in FILE if there is no record yet, a line each with a number
 * and what came: of the first COUNT programs of SEED, all that are made for one thing, and about one in twenty-five of the others. Each runs
 * twice; those that give two things, or do not end, are left out.
 *
 * <p>Then it takes orders, a line each: {@code PATCH PROGRAM...}, where PATCH is a folder of classes that take the places of
 * those of the same names (or {@code -}), and PROGRAM the number of a program that is tried before the others, or
 * {@code only PROGRAM} for one alone; {@code -PROGRAM} leaves one out from now on. It answers {@code found PROGRAM} at the first program that gives something else than
 * recorded, {@code missed}, or {@code unfit} if classes cannot be replaced in a running JVM; then the classes are as before. If
 * they do not give what they gave, or a program had to be given up, {@code end} follows, and so does the end of the process.
 */
public final class Replay {
    /** One in so many of the programs that are made for nothing in particular runs: their parts repeat much more. */
    private static final int THINNING = 25;

    /** Where the argument LINES is. */
    private static final int LINES = 4;

    private final Instrumentation instrumentation;
    private final Path directory;
    private final Programs programs;
    private final Map<Integer, String> expected;
    /** Whether a program was given up, whose thread may run on for ever. */
    private boolean gaveUp;

    private Replay(Instrumentation instrumentation, Path directory, Programs programs, Map<Integer, String> expected) {
        this.instrumentation = instrumentation;
        this.directory = directory;
        this.programs = programs;
        this.expected = expected;
    }

    /** Called by the JVM before {@code main}, which is never reached. */
    public static void premain(String arguments, Instrumentation instrumentation) throws IOException {
        String[] words = arguments.split("\n");
        Path record = Path.of(words[1]);
        Map<Integer, String> expected = new LinkedHashMap<>();
        Replay replay = new Replay(instrumentation, Path.of(words[0]), Programs.of(Long.parseLong(words[3])), expected);
        if (words.length > LINES) {
            LineTransformer transformer = new LineTransformer();
            instrumentation.addTransformer(transformer);
            replay.cover(Integer.parseInt(words[2]), transformer).write(Path.of(words[LINES]));
            System.exit(0);
        }
        if (Files.exists(record)) {
            for (String line : Files.readAllLines(record)) {
                int blank = line.indexOf(' ');
                expected.put(Integer.parseInt(line.substring(0, blank)), line.substring(blank + 1));
            }
        } else {
            replay.record(Integer.parseInt(words[2]));
            List<String> lines = new ArrayList<>();
            expected.forEach((number, digest) -> lines.add(number + " " + digest));
            Files.write(record, lines);
        }
        replay.answerAll();
        System.exit(0);
    }

    /** Whether a program is one of those that run, whatever its mode. */
    static boolean isChosen(int number, Program program) {
        return program.isPointed() || Dice.choice(number, "replay", THINNING) == 0;
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            if (isChosen(i, programs.get(i))) {
                gaveUp = false;
                String digest = digest(i);
                if (digest(i).equals(digest) && !gaveUp) {
                    expected.put(i, digest);
                }
            }
        }
    }

    /** The lines that the chosen ones of the first programs reach; what they give is not what they give without probes. */
    private LineCoverage cover(int count, LineTransformer transformer) {
        LineCoverage coverage = new LineCoverage();
        for (int i = 0; i < count; i++) {
            if (isChosen(i, programs.get(i))) {
                String first = digest(i);
                Arrays.fill(LineProbes.HIT, false);
                String second = digest(i);
                List<String> lines = first.equals(second) ? transformer.lines() : List.of();
                for (int line = 0; line < lines.size(); line++) {
                    if (LineProbes.HIT[line]) {
                        coverage.add(lines.get(line), i);
                    }
                }
            }
        }
        coverage.addLines(transformer.lines());
        return coverage;
    }

    /** Needed by the JVM. */
    public static void main(String[] arguments) {
        throw new IllegalStateException("this class is a JVM's agent");
    }

    private void answerAll() throws IOException {
        System.out.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            List<String> words = new ArrayList<>(List.of(order.split(" ")));
            String patch = words.remove(0);
            boolean alone = words.remove("only");
            Set<Integer> first = new LinkedHashSet<>();
            for (String word : words) {
                if (word.startsWith("-")) {
                    expected.remove(Integer.parseInt(word.substring(1)));
                } else {
                    first.add(Integer.parseInt(word));
                }
            }
            if (!alone) {
                first.addAll(expected.keySet());
            }
            if (!answer(patch, first)) {
                break;
            }
        }
    }

    private String digest(int number) {
        Outcome outcome = Campaign.alone(directory, Campaign.entry(number, programs.get(number)));
        gaveUp |= outcome.isGivenUp();
        return outcome.status() + " "
                + UUID.nameUUIDFromBytes((outcome.out() + "\n" + outcome.err()).getBytes(StandardCharsets.UTF_8));
    }

    private boolean answer(String patch, Set<Integer> numbers) throws IOException {
        gaveUp = false;
        List<ClassDefinition> old = new ArrayList<>();
        if (!patch.equals("-") && !replace(Path.of(patch), old)) {
            System.out.println("unfit");
            return true;
        }
        int found = run(numbers);
        if (!old.isEmpty()) {
            redefine(old);
        }
        boolean again = !gaveUp && (found < 0 || patch.equals("-") || !differs(found));
        System.out.println((found < 0 ? "missed" : "found " + found) + (again ? "" : " end"));
        return again;
    }

    private int run(Set<Integer> numbers) {
        for (int i : numbers) {
            if (differs(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean differs(int number) {
        String known = expected.get(number);
        return known != null && !digest(number).equals(known);
    }

    private boolean replace(Path patch, List<ClassDefinition> old) throws IOException {
        List<ClassDefinition> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(patch)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name =
                        patch.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                Class<?> type = Class.forName(name, false, Replay.class.getClassLoader());
                byte[] before;
                try (InputStream in = type.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
                    if (in == null) {
                        return false;
                    }
                    before = in.readAllBytes();
                }
                old.add(new ClassDefinition(type, before));
                classes.add(new ClassDefinition(type, Files.readAllBytes(file)));
            }
            return redefine(classes);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private boolean redefine(List<ClassDefinition> classes) {
        try {
            instrumentation.redefineClasses(classes.toArray(new ClassDefinition[0]));
            return true;
        } catch (ClassNotFoundException | UnmodifiableClassException | UnsupportedOperationException | LinkageError e) {
            // Not while the JVM runs: the answer is "unfit", and a fresh one is started with the fault.
            return false;
        }
    }
}
