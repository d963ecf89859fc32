package io.github.nix4j.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The middle of measurements. */
final class Median {
    private Median() {}

    static <T> double of(List<T> measurements, ToDoubleFunction<T> what) {
        return measurements.stream().mapToDouble(what).sorted().toArray()[measurements.size() / 2];
    }

    /** The middle of the first numbers of all series, that of the second, and so on; null if there are no series. */
    static double @Nullable [] ofEach(@Nullable List<double[]> series) {
        return series == null
                ? null
                : IntStream.range(0, series.get(0).length)
                        .mapToDouble(i -> of(series, one -> one[i]))
                        .toArray();
    }
}
