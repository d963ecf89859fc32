package io.github.nix4j.testkit.fault;

import io.github.nix4j.testkit.program.Fixture;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Plants faults and counts those that programs show: {@code SOURCES FAULTS PROGRAMS SEED}, where SOURCES is the source folder of
 * nix-lang. Each fault is compiled into a folder that goes before the class path of a JVM of its own, which runs the programs
 * until one gives something else than without the fault (which, the fuzzer has shown, is what the reference gives).
 */
public final class PlantedFaults {
    /** Code that single evaluations of programs in files do not reach: threads, downloads, the Java API, limits. */
    private static final List<String> OUT_OF_REACH = List.of(
            "FetchBuiltins",
            "BuiltinWarnings",
            "BuiltinOrder",
            "JavaNode",
            "Thunk",
            "WaitGraph",
            "LimitCheck",
            "Engine",
            "package-info");

    private static final List<String> PACKAGES =
            List.of("builtins", "eval", "node", "print", "json", "xml", "regex", "resolve");
    private static final int SECONDS = 120;

    private final Path scratch;
    private final Path directory;
    private final int programs;
    private final String seed;

    private PlantedFaults(Path scratch, int programs, String seed) throws IOException {
        this.scratch = scratch;
        this.directory = Fixture.world(scratch);
        this.programs = programs;
        this.seed = seed;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path sources = Path.of(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        String seed = arguments[3];
        PlantedFaults run =
                new PlantedFaults(Files.createTempDirectory("nix4j-faults"), Integer.parseInt(arguments[2]), seed);
        if (run.replay("") != 0) {
            throw new IllegalStateException("the programs do not run without a fault");
        }
        int found = 0;
        int planted = 0;
        for (Fault fault : choose(sources, Long.parseLong(seed))) {
            if (planted == count) {
                break;
            }
            Path patch = Files.createTempDirectory(run.scratch, "patch");
            if (!run.compile(fault, patch)) {
                continue;
            }
            planted++;
            boolean shown = run.replay(patch + File.pathSeparator) != 0;
            found += shown ? 1 : 0;
            System.out.println((shown ? "found   " : "MISSED  ") + fault);
        }
        System.out.println(found + " of " + planted + " faults found by " + run.programs + " programs");
        System.exit(found * 100 >= planted * 95 ? 0 : 1);
    }

    /** Faults in random order, one of each file in turn. */
    private static List<Fault> choose(Path sources, long seed) throws IOException {
        Random random = new Random(seed);
        List<List<Fault>> files = new ArrayList<>();
        for (String name : PACKAGES) {
            Path folder = sources.resolve("io/github/nix4j/lang/internal").resolve(name);
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : list.sorted().toList()) {
                    String type = file.getFileName().toString().replace(".java", "");
                    List<Fault> faults = OUT_OF_REACH.contains(type) ? new ArrayList<>() : Fault.in(file);
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

    private boolean compile(Fault fault, Path patch) throws IOException {
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

    /** The exit status of the programs' run; a run that does not end counts as a failure too. */
    private int replay(String patch) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        patch + System.getProperty("java.class.path"),
                        Replay.class.getName(),
                        directory.toString(),
                        scratch.resolve("expected").toString(),
                        Integer.toString(programs),
                        seed)
                .redirectErrorStream(true)
                .redirectOutput(scratch.resolve("log").toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return 1;
        }
        return process.exitValue();
    }
}
