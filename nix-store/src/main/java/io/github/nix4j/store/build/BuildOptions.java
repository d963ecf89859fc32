package io.github.nix4j.store.build;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How builds are run.
 *
 * @param systems the platforms whose programs this machine runs, its own first by convention of the caller
 * @param system the platform that messages call this machine's
 * @param features what derivations may require in {@code requiredSystemFeatures}
 * @param cores how many processors a builder is told to use; 0 for all
 * @param timeout after which a builder is killed; zero for never
 * @param maxSilentTime without output after which a builder is killed; zero for never
 * @param logLines how many of the last lines a failure quotes
 * @param keepFailed whether the folder of a failed build stays
 * @param keepGoing whether a failure stops only what depends on it
 * @param impureVariables the variables of this process that {@code impureEnvVars} may name
 * @param directory where builders' folders are made; null for the store's own place
 */
public record BuildOptions(
        SortedSet<String> systems,
        String system,
        SortedSet<String> features,
        int cores,
        Duration timeout,
        Duration maxSilentTime,
        int logLines,
        boolean keepFailed,
        boolean keepGoing,
        Map<String, String> impureVariables,
        @Nullable Path directory) {
    private static final int LOG_LINES = 25;

    public BuildOptions {
        systems = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(systems));
        features = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(features));
        impureVariables = Map.copyOf(impureVariables);
    }

    /** Nix's defaults for a machine of this platform, such as {@code x86_64-linux}. */
    public static BuildOptions forSystem(String system) {
        TreeSet<String> systems = new TreeSet<>();
        systems.add(system);
        TreeSet<String> features = new TreeSet<>();
        features.add("benchmark");
        features.add("big-parallel");
        features.add("nixos-test");
        return new BuildOptions(
                systems, system, features, 0, Duration.ZERO, Duration.ZERO, LOG_LINES, false, false, Map.of(), null);
    }
}
