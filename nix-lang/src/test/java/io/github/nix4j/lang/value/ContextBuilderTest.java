package io.github.nix4j.lang.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.path.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ContextBuilderTest {
    private static ContextElement element(Random random, int names) {
        ContextElement object =
                new ContextElement.Opaque(StorePath.of("0".repeat(32) + "-" + random.nextInt(names) + ".drv"));
        return switch (random.nextInt(3)) {
            case 0 -> object;
            case 1 -> new ContextElement.DrvDeep(((ContextElement.Opaque) object).path());
            default -> new ContextElement.Built(object, random.nextBoolean() ? "out" : "dev");
        };
    }

    /** However often and in whatever order elements come, they are the set of them, in their order. */
    @Property(tries = 500)
    void buildsTheSetOfWhatWasAdded(
            @ForAll long seed, @ForAll @IntRange(max = 200) int steps, @ForAll @IntRange(min = 1, max = 60) int names) {
        Random random = new Random(seed);
        ContextBuilder builder = new ContextBuilder();
        TreeSet<ContextElement> expected = new TreeSet<>();
        for (int i = 0; i < steps; i++) {
            List<ContextElement> more = new ArrayList<>();
            for (int n = random.nextInt(4); n > 0; n--) {
                more.add(element(random, names));
            }
            expected.addAll(more);
            if (more.size() == 1) {
                builder.add(more.get(0));
            } else {
                builder.add(StringContext.of(more));
            }
            if (random.nextInt(20) == 0) {
                assertThat(builder.build().elements()).containsExactlyElementsOf(expected);
            }
        }
        assertThat(builder.isEmpty()).isEqualTo(expected.isEmpty());
        assertThat(builder.build()).isEqualTo(StringContext.of(expected));
        assertThat(builder.build().elements()).containsExactlyElementsOf(expected);
    }
}
