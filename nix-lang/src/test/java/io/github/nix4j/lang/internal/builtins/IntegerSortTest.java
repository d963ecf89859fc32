package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import io.github.nix4j.lang.internal.eval.IntValue;
import io.github.nix4j.lang.internal.eval.Ordering;
import io.github.nix4j.lang.internal.eval.StringValue;
import io.github.nix4j.lang.internal.eval.Value;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Integers are sorted as by comparing them with each other. */
class IntegerSortTest {
    private static Value[] items(long[] numbers) {
        return Arrays.stream(numbers).mapToObj(IntValue::of).toArray(Value[]::new);
    }

    private static long[] numbers(Value[] items) {
        return Arrays.stream(items).mapToLong(item -> ((IntValue) item).value).toArray();
    }

    @Property
    void theOrderIsThatOfComparisons(@ForAll @Size(max = 200) long[] numbers) {
        EvaluatorInternals.of(NixEvaluator.builder().build()).run(EvalOptions.UNLIMITED, ev -> {
            Value[] compared = items(numbers);
            PeekSort.sort(compared, (a, b) -> Ordering.lessThan(ev, a, b, 0, ""));
            assertThat(numbers(IntegerSort.sorted(ev, items(numbers)))).isEqualTo(numbers(compared));
            return true;
        });
    }

    @Test
    void otherListsAreNotItsBusiness() {
        Value[] items = {IntValue.of(2), StringValue.of("a"), IntValue.of(1)};
        EvaluatorInternals.of(NixEvaluator.builder().build()).run(EvalOptions.UNLIMITED, ev -> {
            assertThat(IntegerSort.sorted(ev, items)).isNull();
            return true;
        });
    }
}
