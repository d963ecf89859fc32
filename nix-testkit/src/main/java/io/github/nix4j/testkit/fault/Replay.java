package io.github.nix4j.testkit.fault;

import io.github.nix4j.testkit.fuzz.Campaign;
import io.github.nix4j.testkit.fuzz.Outcome;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs under the nix4j of its class path: {@code DIRECTORY FILE COUNT SEED}. Records what they give in FILE if there is
 * no record yet. Then it takes orders, a line each: {@code PATCH PROGRAM...}, where PATCH is a folder of classes that take the
 * places of those of the same names (or {@code -}), and PROGRAM the number of a program that is tried before the others. It
 * answers {@code found PROGRAM} at the first program that gives something else than recorded, {@code missed}, or {@code unfit}
 * if classes cannot be replaced in a running JVM; then the classes are as before. If they do not give what they gave, {@code end}
 * follows, and so does the end of the process.
 */
public final class Replay {
    private static volatile @Nullable Instrumentation instrumentation;

    private final Path directory;
    private final List<Campaign.Entry> entries;
    private final List<String> expected;

    private Replay(Path directory, List<Campaign.Entry> entries, List<String> expected) {
        this.directory = directory;
        this.entries = entries;
        this.expected = expected;
    }

    /** Called by the JVM before {@code main}, when this class is its agent. */
    public static void premain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Path record = Path.of(arguments[1]);
        List<Campaign.Entry> entries = Campaign.entries(Long.parseLong(arguments[3]), Integer.parseInt(arguments[2]));
        if (!Files.exists(record)) {
            List<String> found = new ArrayList<>();
            for (Campaign.Entry entry : entries) {
                found.add(digest(directory, entry));
            }
            Files.write(record, found);
        }
        Replay replay = new Replay(directory, entries, Files.readAllLines(record));
        System.out.println("ready");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            Set<Integer> first = new LinkedHashSet<>();
            for (int i = 1; i < words.length; i++) {
                first.add(Integer.parseInt(words[i]));
            }
            if (!replay.answer(words[0], first)) {
                break;
            }
        }
        System.exit(0);
    }

    private static String digest(Path directory, Campaign.Entry entry) {
        Outcome outcome = Campaign.alone(directory, entry);
        return outcome.status() + " "
                + UUID.nameUUIDFromBytes((outcome.out() + "\n" + outcome.err()).getBytes(StandardCharsets.UTF_8));
    }

    private boolean answer(String patch, Set<Integer> first) throws IOException {
        List<ClassDefinition> old = new ArrayList<>();
        if (!patch.equals("-") && !replace(Path.of(patch), old)) {
            System.out.println("unfit");
            return true;
        }
        int found = run(first);
        if (!old.isEmpty()) {
            redefine(old);
        }
        boolean again = found < 0 || digest(directory, entries.get(found)).equals(expected.get(found));
        System.out.println((found < 0 ? "missed" : "found " + found) + (again ? "" : " end"));
        return again;
    }

    private int run(Set<Integer> first) {
        Set<Integer> order = new LinkedHashSet<>(first);
        for (int i = 0; i < entries.size(); i++) {
            order.add(i);
        }
        for (int i : order) {
            if (!digest(directory, entries.get(i)).equals(expected.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean replace(Path patch, List<ClassDefinition> old) throws IOException {
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

    private static boolean redefine(List<ClassDefinition> classes) {
        Instrumentation agent = instrumentation;
        if (agent == null) {
            throw new IllegalStateException("this class is not the JVM's agent");
        }
        try {
            agent.redefineClasses(classes.toArray(new ClassDefinition[0]));
            return true;
        } catch (ClassNotFoundException | UnmodifiableClassException | UnsupportedOperationException | LinkageError e) {
            // Not while the JVM runs: the answer is "unfit", and a fresh one is started with the fault.
            return false;
        }
    }
}
