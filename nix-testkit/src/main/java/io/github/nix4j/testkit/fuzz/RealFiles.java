package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.testkit.program.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Damaged copies of real Nix files; they are parsed only, since they refer to files that are not there. */
final class RealFiles {
    private static final long LARGEST = 20_000;

    private final List<Path> files;

    private RealFiles(List<Path> files) {
        this.files = files;
    }

    /** The small Nix files below {@code folder}. */
    static RealFiles below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return new RealFiles(all.filter(file -> file.toString().endsWith(".nix"))
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() <= LARGEST)
                    .sorted()
                    .toList());
        }
    }

    /** A mutant, the same for the same seed and files. */
    Campaign.Entry mutant(long seed) {
        Path file = files.get(Math.floorMod(Long.hashCode(seed * 0x9E3779B97F4A7C15L), files.size()));
        try {
            String text = ByteText.of(Files.readAllBytes(file));
            return new Campaign.Entry("m" + Math.abs(seed), Mode.parsing(), Mutations.of(text, seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isEmpty() {
        return files.isEmpty();
    }
}
