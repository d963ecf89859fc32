package io.github.nix4j.testkit.program;

import java.util.List;
import java.util.Random;

/** Choices, all from one seed, or by the numbers of things. */
public final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(mixed(seed));
    }

    // Seeds that follow each other would give choices that do: whole templates would not come for thousands of
    // programs.
    private static long mixed(long seed) {
        long z = (seed ^ seed >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** A choice below {@code bound} for a thing by its number; choices for different purposes know nothing of each other. */
    public static int choice(long number, String purpose, int bound) {
        return (int) Long.remainderUnsigned(mixed(mixed(number) + purpose.hashCode() * 0x9E3779B97F4A7C15L), bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    long anyLong() {
        return random.nextLong();
    }

    @SafeVarargs
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
