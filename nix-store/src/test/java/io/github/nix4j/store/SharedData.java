package io.github.nix4j.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where tests find data that is not part of the project; a test that needs absent data is skipped and says so. */
public final class SharedData {
    private SharedData() {}

    /** The file or folder at {@code relative} under {@code $NIX4J_SHARED} (or the system property {@code nix4j.shared}). */
    public static Path at(String relative) {
        String root = System.getProperty("nix4j.shared", System.getenv("NIX4J_SHARED"));
        Assumptions.assumeTrue(root != null, "skipped: NIX4J_SHARED does not name the folder of shared test data");
        Path path = Path.of(root).resolve(relative);
        Assumptions.assumeTrue(Files.exists(path), "skipped: " + path + " is absent");
        return path;
    }

    /** The content of {@link #at} as byte text. */
    public static String read(String relative) throws IOException {
        return ByteText.of(Files.readAllBytes(at(relative)));
    }
}
