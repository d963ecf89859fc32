package io.github.nix4j.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of measurements. */
final class Median {
    private Median() {}

    static <T> double of(List<T> measurements, ToDoubleFunction<T> what) {
        return measurements.stream().mapToDouble(what).sorted().toArray()[measurements.size() / 2];
    }
}
