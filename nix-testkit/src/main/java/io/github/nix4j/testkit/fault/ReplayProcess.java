package io.github.nix4j.testkit.fault;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** A JVM of its own that runs {@link Replay}, with the same programs and record as others of its {@link Programs}. */
final class ReplayProcess implements AutoCloseable {
    /** Which programs are run, and where what they gave is recorded. */
    record Programs(Path scratch, Path directory, int count, String seed) {
        /** What the last process wrote to standard error. */
        String log() throws IOException {
            return Files.readString(scratch.resolve("log"), StandardCharsets.UTF_8);
        }
    }

    private final Process process;
    private final BufferedReader answers;
    private final Writer orders;
    private final boolean ready;

    /** @param patch a folder of classes that take precedence from the start, or null */
    ReplayProcess(Programs programs, @Nullable Path patch) throws IOException {
        process = start(programs, patch, List.of());
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        orders = process.outputWriter(StandardCharsets.UTF_8);
        ready = "ready".equals(answers.readLine());
    }

    /** Finds out which lines the programs reach. */
    static LineCoverage coverage(Programs programs) throws IOException, InterruptedException {
        Path lines = programs.scratch.resolve("lines");
        Process process = start(programs, null, List.of(lines.toString()));
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IOException("the lines that programs reach were not found out:\n" + programs.log());
        }
        return LineCoverage.read(lines);
    }

    private static Process start(Programs programs, @Nullable Path patch, List<String> further) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                programs.directory.toString(),
                programs.scratch.resolve("expected").toString(),
                Integer.toString(programs.count),
                programs.seed));
        arguments.addAll(further);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-javaagent:" + agent(programs.scratch) + "=" + String.join("\n", arguments),
                "-cp",
                (patch == null ? "" : patch + System.getProperty("path.separator"))
                        + System.getProperty("java.class.path"),
                Replay.class.getName());
        return new ProcessBuilder(command)
                .redirectError(programs.scratch.resolve("log").toFile())
                .start();
    }

    // An agent is a jar file that names a class; the class itself may be anywhere.
    private static Path agent(Path scratch) throws IOException {
        Path jar = scratch.resolve("agent.jar");
        if (!Files.exists(jar)) {
            Manifest manifest = new Manifest();
            Attributes attributes = manifest.getMainAttributes();
            attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
            attributes.putValue("Premain-Class", Replay.class.getName());
            attributes.putValue("Can-Redefine-Classes", "true");
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        }
        return jar;
    }

    /** The answer to an order; null if the process has ended over it. */
    @Nullable
    String ask(String patch, Collection<?> words) {
        StringBuilder order = new StringBuilder(patch);
        words.forEach(word -> order.append(' ').append(word));
        try {
            orders.write(order.append('\n').toString());
            orders.flush();
            return answers.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether it takes orders; else the JVM has not started, as the log may tell. */
    boolean isReady() {
        return ready;
    }

    @Override
    public void close() {
        // What it leaves can be deleted when it has ended.
        process.destroyForcibly().onExit().join();
    }
}
