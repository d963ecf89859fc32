package io.github.nix4j.testkit.fault;

import io.github.nix4j.testkit.program.Fixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Plants faults and counts those that programs show: {@code SOURCES FAULTS PROGRAMS SEED}, where SOURCES is the source folder of
 * nix-lang. Each fault is compiled, and its classes replace those of a running JVM, which runs the programs until one gives
 * something else than without the fault (which, the fuzzer has shown, is what the reference gives). Where classes cannot be
 * replaced, or the fault is in what a class does once when it is loaded, a JVM starts with it.
 */
public final class PlantedFaults {
    private static final List<String> PACKAGES =
            List.of("builtins", "eval", "node", "print", "json", "xml", "regex", "resolve");
    private static final int KILLERS = 40;

    private final ReplayProcess.Programs programs;
    /** The programs that showed faults, by file and all together, those of the last ones first. */
    private final Map<Path, Deque<Integer>> killers = new HashMap<>();

    private final Deque<Integer> allKillers = new ArrayDeque<>();
    private @Nullable ReplayProcess running;

    private PlantedFaults(ReplayProcess.Programs programs) {
        this.programs = programs;
    }

    public static void main(String[] arguments) throws IOException {
        Path sources = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        String seed = arguments[3];
        Path scratch = Files.createTempDirectory("nix4j-faults");
        PlantedFaults run = new PlantedFaults(
                new ReplayProcess.Programs(scratch, Fixture.world(scratch), Integer.parseInt(arguments[2]), seed));
        int found = 0;
        int planted = 0;
        for (Fault fault : choose(sources, Long.parseLong(seed), LeftOut.read())) {
            if (planted == count) {
                break;
            }
            Path patch = Files.createTempDirectory(scratch, "patch");
            if (!compile(fault, patch)) {
                continue;
            }
            planted++;
            boolean shown = run.shows(fault, patch);
            found += shown ? 1 : 0;
            System.out.println((shown ? "found   " : "MISSED  ") + fault);
        }
        run.stop();
        System.out.println(found + " of " + planted + " faults found by " + arguments[2] + " programs of seed " + seed);
        System.exit(found * 100 >= planted * 95 ? 0 : 1);
    }

    private boolean shows(Fault fault, Path patch) throws IOException {
        if (running == null) {
            running = new ReplayProcess(programs, null);
        }
        Set<Integer> first = new LinkedHashSet<>(killers.getOrDefault(fault.file(), new ArrayDeque<>()));
        first.addAll(allKillers);
        String answer = running.ask(patch.toString(), first);
        if (answer == null || answer.endsWith(" end")) {
            stop();
        }
        if (answer != null && (answer.equals("unfit") || (answer.equals("missed") && fault.isStatic()))) {
            try (ReplayProcess fresh = new ReplayProcess(programs, patch)) {
                answer = fresh.ask("-", first);
            } catch (IOException e) {
                // Not even this many programs run with it.
                return true;
            }
        }
        if (answer != null && answer.startsWith("found ")) {
            int program = Integer.parseInt(answer.split(" ")[1]);
            killers.computeIfAbsent(fault.file(), file -> new ArrayDeque<>()).addFirst(program);
            allKillers.addFirst(program);
            if (allKillers.size() > KILLERS) {
                allKillers.removeLast();
            }
        }
        return !"missed".equals(answer);
    }

    private void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    /** Faults in random order, one of each file in turn. */
    private static List<Fault> choose(Path sources, long seed, LeftOut leftOut) throws IOException {
        Random random = new Random(seed);
        List<List<Fault>> files = new ArrayList<>();
        for (String name : PACKAGES) {
            Path folder = sources.resolve("io/github/nix4j/lang/internal").resolve(name);
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : list.sorted().toList()) {
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

    private static boolean compile(Fault fault, Path patch) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Path source = patch.resolve(fault.file().getFileName());
        Files.writeString(source, fault.planted(), StandardCharsets.UTF_8);
        return compiler.run(
                        null,
                        null,
                        java.io.OutputStream.nullOutputStream(),
                        "-proc:none",
                        "-nowarn",
                        "-g",
                        "-encoding",
                        "UTF-8",
                        "-d",
                        patch.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString())
                == 0;
    }
}
