package io.github.nix4j.lang.internal.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.internal.engine.EvaluatorInternals;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The operator {@code //} against maps. */
class AttrsUpdateTest {
    private static AttrsValue of(TreeMap<Integer, Integer> entries, boolean positions) {
        int[] symbols = new int[entries.size()];
        Value[] values = new Value[symbols.length];
        int[] places = new int[symbols.length];
        int i = 0;
        for (var entry : entries.entrySet()) {
            symbols[i] = entry.getKey();
            values[i] = IntValue.of(entry.getValue());
            places[i++] = entry.getValue();
        }
        return new FlatAttrs(new SymbolTable().shape(symbols), values, positions ? places : null);
    }

    private static TreeMap<Integer, Integer> some(Random random, int most, int names) {
        TreeMap<Integer, Integer> entries = new TreeMap<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            entries.put(1 + random.nextInt(names), 1 + random.nextInt(1 << 20));
        }
        return entries;
    }

    /** Sets of few and of many attributes, one over the other, some looked through in between. */
    @Property(tries = 2000)
    void everySetIsWhatItsPartsSay(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int updates) {
        EvaluatorInternals.of(NixEvaluator.builder().build()).run(EvalOptions.UNLIMITED, ev -> {
            Random random = new Random(seed);
            int names = 1 << (1 + random.nextInt(12));
            List<TreeMap<Integer, Integer>> expected = new ArrayList<>();
            List<TreeMap<Integer, Integer>> places = new ArrayList<>();
            List<AttrsValue> sets = new ArrayList<>();
            TreeMap<Integer, Integer> first = some(random, names, names);
            expected.add(first);
            boolean placed = random.nextBoolean();
            places.add(placed ? first : zeros(first));
            sets.add(of(first, placed));
            for (int i = 0; i < updates; i++) {
                int below = random.nextInt(4) > 0 ? sets.size() - 1 : random.nextInt(sets.size());
                TreeMap<Integer, Integer> right = some(random, random.nextInt(4) > 0 ? 3 : names, names);
                boolean known = random.nextBoolean();
                TreeMap<Integer, Integer> merged = new TreeMap<>(expected.get(below));
                merged.putAll(right);
                TreeMap<Integer, Integer> mergedPlaces = new TreeMap<>(places.get(below));
                mergedPlaces.putAll(known ? right : zeros(right));
                expected.add(merged);
                places.add(mergedPlaces);
                sets.add(AttrsUpdate.update(ev, sets.get(below), of(right, known)));
                if (random.nextInt(8) == 0) {
                    sets.get(random.nextInt(sets.size())).flat();
                }
            }
            for (int i = 0; i < sets.size(); i++) {
                check(sets.get(i), expected.get(i), places.get(i), names);
            }
            return true;
        });
    }

    private static TreeMap<Integer, Integer> zeros(TreeMap<Integer, Integer> entries) {
        TreeMap<Integer, Integer> zeros = new TreeMap<>(entries);
        zeros.replaceAll((name, value) -> 0);
        return zeros;
    }

    private static void check(
            AttrsValue set, TreeMap<Integer, Integer> expected, TreeMap<Integer, Integer> places, int names) {
        for (int name = 1; name <= names; name += 1 + names / 64) {
            Value value = set.get(name);
            Integer there = expected.get(name);
            assertThat(value == null ? null : (int) ((IntValue) value).value).isEqualTo(there);
            assertThat(set.position(name)).isEqualTo(places.getOrDefault(name, 0));
        }
        FlatAttrs flat = set.flat();
        TreeMap<Integer, Integer> found = new TreeMap<>();
        TreeMap<Integer, Integer> foundPlaces = new TreeMap<>();
        for (int i = 0; i < flat.size(); i++) {
            found.put(flat.symbolAt(i), (int) ((IntValue) flat.valueAt(i)).value);
            foundPlaces.put(flat.symbolAt(i), flat.positionAt(i));
            assertThat(i == 0 || flat.symbolAt(i - 1) < flat.symbolAt(i)).isTrue();
        }
        assertThat(found).isEqualTo(expected);
        assertThat(foundPlaces).isEqualTo(places);
    }

    /** Eight layers are copied in one step: what lies between is not copied by itself. */
    @Test
    void layersBetweenStayLayers() {
        EvaluatorInternals.of(NixEvaluator.builder().build()).run(EvalOptions.UNLIMITED, ev -> {
            TreeMap<Integer, Integer> many = new TreeMap<>();
            for (int i = 1; i <= 1000; i++) {
                many.put(i, i);
            }
            List<AttrsValue> sets = new ArrayList<>(List.of(of(many, false)));
            for (int i = 1; i < 8; i++) {
                sets.add(AttrsUpdate.update(ev, sets.get(i - 1), of(new TreeMap<>(java.util.Map.of(i, -i)), false)));
            }
            assertThat(sets.get(7).layers()).isEqualTo(8);
            sets.get(7).flat();
            assertThat(sets.get(7).layers()).isEqualTo(1);
            assertThat(sets.get(6).layers()).isEqualTo(7);
            return true;
        });
    }

    /** Package sets are put over each other without copying either, and become one where they are looked up in often. */
    @Test
    void largeSetsAreLayers() {
        EvaluatorInternals.of(NixEvaluator.builder().build()).run(EvalOptions.UNLIMITED, ev -> {
            TreeMap<Integer, Integer> many = new TreeMap<>();
            TreeMap<Integer, Integer> others = new TreeMap<>();
            for (int i = 1; i <= 300; i++) {
                many.put(i, i);
                others.put(2 * i, -i);
            }
            long copied = ev.updateValuesCopied;
            AttrsValue set = AttrsUpdate.update(ev, of(many, false), of(others, false));
            assertThat(set.layers()).isEqualTo(2);
            assertThat(ev.updateValuesCopied - copied).isEqualTo(300);
            for (int i = 0; i < 300 / 8; i++) {
                assertThat(number(set.get(300))).isEqualTo(-150);
            }
            assertThat(set.layers()).isEqualTo(2);
            assertThat(number(set.get(299))).isEqualTo(299);
            assertThat(set.layers()).isEqualTo(1);
            assertThat(number(set.get(600))).isEqualTo(-300);
            return true;
        });
    }

    private static long number(Value value) {
        return ((IntValue) value).value;
    }
}
