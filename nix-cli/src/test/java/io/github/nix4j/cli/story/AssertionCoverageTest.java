package io.github.nix4j.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every assertion of Nix's flake scripts about language and references, every rule that they leave implicit and every reproduction
 * has a story, another test that is named, or a reason why it has none; {@code nix-flake/ASSERTIONS.md} says the same for readers.
 */
class AssertionCoverageTest {
    /** The language and reference assertions of each script, as the list of facts numbers them. */
    private static Map<String, String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(AssertionCoverageTest.class.getResourceAsStream(resource))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> lines = new TreeMap<>();
            for (String line : text.split("\n")) {
                if (!line.isEmpty() && !line.startsWith("#")) {
                    String[] fields = line.split("\t", 2);
                    assertThat(lines.put(fields[0], fields[1])).as(line).isNull();
                }
            }
            return lines;
        }
    }

    /** The rules that the scripts leave implicit, and the reproductions. */
    private static Set<String> rules() {
        return IntStream.rangeClosed(1, 30)
                .mapToObj(number -> Stream.of("A" + number, "R" + number))
                .flatMap(names -> names)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> held() {
        return StoriesTest.FILES.stream()
                .flatMap(file -> Story.read(file + ".story").stream())
                .flatMap(story -> story.holds().stream());
    }

    private static Set<String> all() throws IOException {
        Set<String> all = new TreeSet<>();
        lines("assertions.tsv").forEach((script, kinds) -> {
            for (String group : kinds.split("\t")) {
                String[] parts = group.split(": ");
                Arrays.stream(parts[1].split(" ")).forEach(number -> all.add(script + " " + number));
            }
        });
        return all;
    }

    @Test
    void allAreAccountedFor() throws IOException {
        Set<String> held = held().filter(name -> name.contains(".sh ")).collect(Collectors.toCollection(TreeSet::new));
        Set<String> elsewhere = new TreeSet<>(lines("elsewhere.tsv").keySet());
        elsewhere.removeAll(rules());
        assertThat(all()).hasSize(53 + 135).containsAll(held).containsAll(elsewhere);
        assertThat(held).doesNotContainAnyElementsOf(elsewhere);
        Set<String> accounted = new TreeSet<>(held);
        accounted.addAll(elsewhere);
        assertThat(accounted).isEqualTo(all());
    }

    /** Every rule and every reproduction has one story, or one line that names another test. */
    @Test
    void allRulesAreHeldOnce() throws IOException {
        List<String> held = Stream.concat(held(), lines("elsewhere.tsv").keySet().stream())
                .filter(name -> !name.contains(".sh "))
                .toList();
        assertThat(held).containsExactlyInAnyOrderElementsOf(rules());
    }

    @Test
    void testsThatAreNamedExist() throws Exception {
        for (Map.Entry<String, String> line : lines("elsewhere.tsv").entrySet()) {
            List<String> words = List.of(line.getValue().split("\t"));
            if (words.get(0).equals("test")) {
                // Tests of other modules are not on this module's class path: their sources are beside it.
                String file = words.get(1).replace('.', '/') + ".java";
                assertThat(List.of("src/test/java", "../nix-flake/src/test/java", "../nix-store/src/test/java"))
                        .as(line.getKey())
                        .anyMatch(folder -> Files.exists(Path.of(folder, file)));
            } else {
                assertThat(words.get(0)).as(line.getKey()).isEqualTo("open");
            }
        }
    }
}
