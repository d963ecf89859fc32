package io.github.nix4j.lang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs and real files with bytes cut, copied, swapped and replaced: whatever comes of them, it is a value or a Nix error,
 * and rendering the error works too.
 */
class MutatedProgramsTest {
    private static final int MUTANTS = 3000;
    private static final int REAL_FILES = 300;
    private static final EvalOptions LIMITS =
            EvalOptions.UNLIMITED.withTimeout(Duration.ofSeconds(10)).withMaxAllocatedBytes(2L << 30);

    private final NixEvaluator nix = NixEvaluator.isolated();
    private int values;
    private int errors;

    @AfterEach
    void close() {
        nix.close();
    }

    @TestFactory
    Stream<DynamicTest> endInAValueOrANixError() throws IOException {
        List<byte[]> seeds = new ArrayList<>(programs());
        seeds.addAll(realFiles());
        Random random = new Random(20260101);
        Stream<DynamicTest> mutants = IntStream.range(0, MUTANTS)
                .mapToObj(i -> mutate(seeds.get(random.nextInt(seeds.size())), random))
                .map(mutant -> DynamicTest.dynamicTest("mutant", () -> check(mutant)));
        return Stream.concat(mutants, Stream.of(DynamicTest.dynamicTest("both ends are met", () -> {
            assertThat(values).as("mutants that evaluate").isGreaterThan(MUTANTS / 50);
            assertThat(errors).as("mutants that fail").isGreaterThan(MUTANTS / 10);
        })));
    }

    private void check(byte[] mutant) {
        try {
            nix.evaluate(NixSource.ofBytes(mutant), LIMITS);
            values++;
        } catch (NixException e) {
            assertThat(ErrorRenderer.plain().withFullTrace(true).render(e)).startsWith("error:");
            errors++;
        }
    }

    private static List<byte[]> programs() throws IOException {
        try (InputStream in = MutatedProgramsTest.class.getResourceAsStream("programs.txt")) {
            assertThat(in).isNotNull();
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(all.split("\n---\n"))
                    .map(program -> program.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
    }

    /** Small files of the corpora, where they are laid out; the programs alone otherwise. */
    private static List<byte[]> realFiles() throws IOException {
        Path corpora = Path.of(System.getenv().getOrDefault("CORPORA", "/srv/corpora"), "nixpkgs.lib", "lib");
        if (!Files.isDirectory(corpora)) {
            return List.of();
        }
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(corpora)) {
            for (Path file : walk.filter(p -> p.toString().endsWith(".nix"))
                    .sorted()
                    .limit(REAL_FILES)
                    .toList()) {
                files.add(Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] text = seed;
        for (int n = random.nextInt(4); n >= 0 && text.length > 1; n--) {
            int from = random.nextInt(text.length);
            int to = Math.min(text.length, from + 1 + random.nextInt(12));
            int at = random.nextInt(text.length);
            switch (random.nextInt(4)) {
                case 0 -> text = join(text, 0, from, new byte[0], to);
                case 1 -> text = join(text, 0, at, java.util.Arrays.copyOfRange(text, from, to), at);
                case 2 -> text = join(text, 0, from, java.util.Arrays.copyOfRange(text, from, to), from);
                default -> {
                    text = text.clone();
                    text[at] = (byte) random.nextInt(256);
                }
            }
        }
        return text;
    }

    private static byte[] join(byte[] text, int start, int end, byte[] middle, int rest) {
        byte[] out = new byte[end - start + middle.length + text.length - rest];
        System.arraycopy(text, start, out, 0, end - start);
        System.arraycopy(middle, 0, out, end - start, middle.length);
        System.arraycopy(text, rest, out, end - start + middle.length, text.length - rest);
        return out;
    }
}
