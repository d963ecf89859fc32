package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.lang.internal.eval.Evaluation;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sorts lists of integers by their order, in which nobody can see who is compared with whom, nor tell equals apart (a million in
 * an eighth of the time of {@link PeekSort}).
 */
final class IntegerSort {
    private IntegerSort() {}

    /** What {@code cells}, which are forced, are in order; null if not all are integers. */
    static Value @Nullable [] sorted(Evaluation ev, Value[] cells) {
        long[] numbers = new long[cells.length];
        for (int i = 0; i < cells.length; i++) {
            if (!(cells[i].force(ev, 0) instanceof IntValue number)) {
                return null;
            }
            numbers[i] = number.value;
        }
        Arrays.sort(numbers);
        return Arrays.stream(numbers).mapToObj(IntValue::of).toArray(Value[]::new);
    }
}
