package io.github.nix4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What results were measured on. */
final class Machine {
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** One line: processor, cores, commit. */
    static String describe(String commit) throws IOException {
        List<String> lines = Files.isReadable(PROCESSOR) ? Files.readAllLines(PROCESSOR) : List.of();
        String model = lines.stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(System.getProperty("os.arch", "?"));
        return model + ", " + Runtime.getRuntime().availableProcessors() + " cores, commit " + commit + ".";
    }
}
