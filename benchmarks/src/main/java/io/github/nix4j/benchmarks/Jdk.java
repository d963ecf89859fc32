package io.github.nix4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A JDK that nix4j is timed on.
 *
 * @param version as its {@code release} file says it
 */
record Jdk(Path home, String version) {
    /** The first one that offers them for use. */
    private static final int COMPACT_HEADERS = 25;

    static Jdk at(Path home) throws IOException {
        Properties release = new Properties();
        try (var in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        }
        return new Jdk(home, release.getProperty("JAVA_VERSION", "?").replace("\"", ""));
    }

    /**
     * What the README advises where throughput counts: evaluation writes to old objects all the time, and each such write costs
     * the JVM's usual collector several instructions more (foldl took 2.0 times as long with it, all of nixpkgs 1.3 times). Small
     * headers save a fifth of the memory that is touched (home-manager's options take .75 times as long).
     */
    List<String> flags() {
        List<String> flags = new ArrayList<>(List.of("-XX:+UseParallelGC"));
        if (Runtime.Version.parse(version).feature() >= COMPACT_HEADERS) {
            flags.add("-XX:+UseCompactObjectHeaders");
        }
        return flags;
    }

    String java() {
        return home.resolve("bin/java").toString();
    }
}
