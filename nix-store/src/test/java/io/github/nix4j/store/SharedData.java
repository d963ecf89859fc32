package io.github.nix4j.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Where tests find what is not part of the project. A test that needs what is absent is skipped and says so; with
 * {@code NIX4J_REQUIRE_DATA} set it fails.
 */
public final class SharedData {
    private SharedData() {}

    /** The file or folder at {@code relative} under {@code $NIX4J_SHARED} (or the system property {@code nix4j.shared}). */
    public static Path at(String relative) {
        String root = System.getProperty("nix4j.shared", System.getenv("NIX4J_SHARED"));
        need(root != null, "NIX4J_SHARED does not name the folder of shared test data");
        Path path = Path.of(root).resolve(relative);
        need(Files.exists(path), path + " is absent");
        return path;
    }

    /** A program of C++ Nix, from the folder {@code $NIX_REFERENCE}. */
    public static Path reference(String program) {
        String bin = System.getenv("NIX_REFERENCE");
        need(bin != null, "NIX_REFERENCE does not name the folder of the reference's programs");
        return Path.of(bin).resolve(program);
    }

    private static void need(boolean present, String otherwise) {
        if (!present && System.getenv("NIX4J_REQUIRE_DATA") != null) {
            Assertions.fail(otherwise);
        }
        Assumptions.assumeTrue(present, "skipped: " + otherwise);
    }

    /** The content of {@link #at} as byte text. */
    public static String read(String relative) throws IOException {
        return ByteText.of(Files.readAllBytes(at(relative)));
    }
}
