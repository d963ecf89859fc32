package io.github.nix4j.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a process took, from its start to its end.
 *
 * @param wall seconds on the clock
 * @param cpu seconds of processor time, in user and system mode, of it and its children
 * @param memory the most memory it held, in MiB; sampled, so that very short processes show too little; 0 if not watched
 * @param read how much it read from files, in MiB; sampled likewise
 * @param output what it printed on standard output
 */
record FreshRun(double wall, double cpu, double memory, double read, String output) {
    /** Looking takes a core for a millisecond: what is timed is not watched. */
    private static final int FIRST_PAUSE = 2;

    private static final int LONGEST_PAUSE = 50;

    /** How much of a command is shown if it fails: some name thousands of files. */
    private static final int MOST_SHOWN = 500;

    /** Runs a command to its end, without looking at it meanwhile; throws if it fails. */
    static FreshRun of(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        return of(command, environment, false);
    }

    /** Runs a command to its end and samples its memory, which takes a core from it; throws if it fails. */
    static FreshRun watched(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        return of(command, environment, true);
    }

    private static FreshRun of(List<String> command, Map<String, String> environment, boolean watched)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", "");
        Path err = Files.createTempFile("err", "");
        try {
            // Bash's own "time" tells times to the millisecond, on a line of its own at the end. Seen from here the
            // process
            // would take 20 ms more: this one's start of another, and bash's own.
            List<String> timed = new ArrayList<>(List.of(
                    "bash", "-c", "TIMEFORMAT='%R %U %S'; out=$1; shift; time \"$@\" >\"$out\" 2>/dev/null", "-"));
            timed.add(out.toString());
            timed.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(timed).redirectError(err.toFile());
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            long most = 0;
            long read = 0;
            int pause = FIRST_PAUSE;
            while (watched && !process.waitFor(pause, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                // Both numbers only grow: the last ones count.
                pause = (int) Math.min(LONGEST_PAUSE, FIRST_PAUSE + (System.nanoTime() - start) / 20_000_000);
                most = Math.max(most, largest(process, "status", "VmHWM:"));
                read = Math.max(read, largest(process, "io", "rchar:"));
            }
            if (process.waitFor() != 0) {
                String words = String.join(" ", command);
                String shown = words.length() <= MOST_SHOWN ? words : words.substring(0, MOST_SHOWN) + " ...";
                throw new IOException(shown + " ended with status " + process.exitValue());
            }
            List<String> lines = Files.readAllLines(err, StandardCharsets.ISO_8859_1);
            String[] times = lines.get(lines.size() - 1).trim().split(" ");
            return new FreshRun(
                    Double.parseDouble(times[0]),
                    Double.parseDouble(times[1]) + Double.parseDouble(times[2]),
                    most / 1024.0,
                    read / 1024.0 / 1024.0,
                    Files.readString(out, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** The largest number that the system has for this of the children of {@code process}. */
    private static long largest(Process process, String file, String what) {
        return process.descendants()
                .mapToLong(child -> number(child.pid(), file, what))
                .max()
                .orElse(0);
    }

    private static long number(long pid, String file, String what) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/" + file))) {
                if (line.startsWith(what)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException e) {
            // It has ended meanwhile.
            return 0;
        }
        return 0;
    }
}
