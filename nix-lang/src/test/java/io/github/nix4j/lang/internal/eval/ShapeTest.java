package io.github.nix4j.lang.internal.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What a shape finds is what is there, before and after it makes itself a table. */
class ShapeTest {
    @Property
    void findsWhatIsThere(
            @ForAll @Size(max = 400) Set<@IntRange(max = 50_000) Integer> symbols,
            @ForAll @Size(100) Set<@IntRange(max = 50_000) Integer> others) {
        int[] ascending = symbols.stream().mapToInt(Integer::intValue).sorted().toArray();
        Shape shape = new SymbolTable().shape(ascending);
        for (int round = 0; round < 3; round++) {
            for (int symbol : ascending) {
                assertThat(shape.indexOf(symbol)).isEqualTo(Arrays.binarySearch(ascending, symbol));
            }
            for (int symbol : others) {
                assertThat(shape.indexOf(symbol) >= 0).isEqualTo(symbols.contains(symbol));
            }
        }
    }

    /** Package sets have their names in a row. */
    @Property(tries = 20)
    void findsNeighbours(@ForAll @IntRange(max = 3_000) int first, @ForAll @IntRange(min = 60, max = 20_000) int size) {
        int[] ascending = new int[size];
        Arrays.setAll(ascending, i -> first + i);
        Shape shape = new SymbolTable().shape(ascending);
        for (int round = 0; round < 2; round++) {
            for (int symbol = 0; symbol < first + size + 100; symbol++) {
                boolean inside = symbol >= first && symbol < first + size;
                assertThat(Math.max(-1, shape.indexOf(symbol))).isEqualTo(inside ? symbol - first : -1);
            }
        }
    }

    @Test
    void equalNamesShareTheirShapeUnlessTheyAreMany() {
        SymbolTable names = new SymbolTable();
        assertThat(names.shape(new int[] {1, 5, 9})).isSameAs(names.shape(new int[] {1, 5, 9}));
        assertThat(names.shape(new int[] {1, 5})).isNotSameAs(names.shape(new int[] {1, 5, 9}));
        assertThat(names.shape(new int[] {1, 5}).ofOthers(new int[] {1, 5, 9}))
                .isSameAs(names.shape(new int[] {1, 5, 9}));
        int[] many = new int[1000];
        Arrays.setAll(many, i -> i);
        assertThat(names.shape(many)).isNotSameAs(names.shape(many.clone())).isEqualTo(names.shape(many.clone()));
    }

    /** Names that never come back do not stay for good. */
    @Test
    void shapesBeyondTheTablesSizeAreForgotten() {
        SymbolTable names = new SymbolTable();
        Shape first = names.shape(new int[] {0, 1});
        for (int i = 2; i < 70_000; i++) {
            names.shape(new int[] {0, i});
        }
        assertThat(names.shape(new int[] {0, 1})).isNotSameAs(first).isEqualTo(first);
    }
}
