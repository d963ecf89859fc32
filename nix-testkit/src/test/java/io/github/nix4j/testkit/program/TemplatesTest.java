package io.github.nix4j.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whose turn it is. */
class TemplatesTest {
    @Test
    void everyTemplateHasItsTurnsOneAfterTheOther() {
        for (long seed : new long[] {0, 1, -1, 20260101}) {
            Map<Templates.Template, List<Long>> visits = new HashMap<>();
            for (int i = 0; i < 12_000; i++) {
                Templates.Turn turn = Templates.turn(seed, i);
                visits.computeIfAbsent(turn.template(), template -> new ArrayList<>())
                        .add(turn.visit());
            }
            assertThat(visits.keySet().stream().map(Templates.Template::group)).containsAll(Templates.groups());
            visits.forEach((template, numbers) -> {
                Set<Long> sorted = new TreeSet<>(numbers);
                assertThat(sorted).as(template.text()).hasSameSizeAs(numbers).hasSizeGreaterThan(3);
            });
        }
    }

    @Test
    void everyChoiceComesInItsRound() {
        Templates.Template template = new Templates.Template(1, "g", false, "<<a~b~c~d~e>> <<f~g~<<h~i~j>>~k~l>>");
        for (int round = 0; round < 20; round++) {
            Set<String> firsts = new TreeSet<>();
            Set<String> seconds = new TreeSet<>();
            for (int i = 0; i < 5; i++) {
                String text = text(template, round * 5 + i);
                firsts.add(text.substring(0, 1));
                seconds.add(text.replaceAll(".*[hij]$", "in it").replaceAll(".* ", ""));
            }
            assertThat(firsts).hasSize(5);
            assertThat(seconds).hasSize(5);
        }
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < 500; i++) {
            all.add(text(template, i));
        }
        assertThat(all).as("holes go not in step").hasSize(35);
    }

    @Test
    void whatSeparatesChoicesCanStandInThem() {
        Templates.Template template = new Templates.Template(1, "g", false, "~/a <<b~<<tilde>>/c~<<tilde>>>>");
        Set<String> all = new TreeSet<>();
        for (int i = 0; i < 3; i++) {
            all.add(text(template, i));
        }
        assertThat(all).containsExactlyInAnyOrder("~/a b", "~/a ~/c", "~/a ~");
    }

    private static String text(Templates.Template template, long visit) {
        Expressions expressions = new Expressions(new Dice(visit), new TreeSet<>(), 0);
        return new Layout(new Dice(1))
                .apply(expressions.corner(new Templates.Turn(template, visit)).text())
                .strip()
                .replaceAll("\\s+", " ");
    }
}
