package io.github.nix4j.testkit.fuzz;

import io.github.nix4j.store.ByteText;
import io.github.nix4j.testkit.program.Dice;
import io.github.nix4j.testkit.program.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Damaged copies of real Nix files. Every other one is evaluated, if it is small and fetches nothing: it has the library of
 * nixpkgs where that is at hand, and not the files beside it. The others are only parsed.
 */
final class RealFiles {
    private static final long LARGEST = 20_000;

    private static final int LARGEST_EVALUATED = 6_000;

    /** What would use the network, or the time. */
    private static final Pattern UNSTEADY = Pattern.compile(
            "fetch(Tarball|Git|Tree|Mercurial|Closure)|builtins[.]fetch|getFlake|storePath|currentTime");

    private final List<Path> files;
    private final Mode evaluating;

    private RealFiles(List<Path> files, Mode evaluating) {
        this.files = files;
        this.evaluating = evaluating;
    }

    /** The small Nix files below {@code folder}. */
    static RealFiles below(Path folder) throws IOException {
        Path library = folder.toAbsolutePath().resolve("nixpkgs.lib/lib");
        Mode evaluating =
                Mode.ofRealFiles(Files.exists(library) ? "import " + ByteText.fromUnicode(library.toString()) : "{}");
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> small = all.filter(file -> file.toString().endsWith(".nix"))
                    .filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() <= LARGEST)
                    .sorted()
                    .toList();
            return new RealFiles(small, evaluating);
        }
    }

    /** A mutant, the same for the same seed and files. */
    Campaign.Entry mutant(long seed) {
        Path file = files.get(Math.floorMod(Long.hashCode(seed * 0x9E3779B97F4A7C15L), files.size()));
        try {
            String text = ByteText.of(Files.readAllBytes(file));
            String mutant = Mutations.of(text, seed);
            boolean evaluated = Dice.choice(seed, "evaluated", 2) == 0
                    && mutant.length() <= LARGEST_EVALUATED
                    && !UNSTEADY.matcher(mutant).find();
            return new Campaign.Entry("m" + Math.abs(seed), evaluated ? evaluating : Mode.parsing(), mutant);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isEmpty() {
        return files.isEmpty();
    }
}
