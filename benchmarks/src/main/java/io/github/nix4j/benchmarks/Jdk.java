package io.github.nix4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK that nix4j is timed on.
 *
 * @param version as its {@code release} file says it
 */
record Jdk(Path home, String version) {
    static Jdk at(Path home) throws IOException {
        Properties release = new Properties();
        try (var in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        }
        return new Jdk(home, release.getProperty("JAVA_VERSION", "?").replace("\"", ""));
    }

    String java() {
        return home.resolve("bin/java").toString();
    }
}
