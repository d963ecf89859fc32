package io.github.nix4j.lang.internal.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Random TOML documents, most of them damaged, here and in the reference: values, messages and excerpts. Of a fixed seed; with
 * {@code -Dnix4j.fresh=true} of another one each time, which a failure names.
 */
class TomlDifferentialTest {
    private static final int DOCUMENTS = 150;
    private static final String INVALID_BYTE = "\u0001";

    private static final List<String> KEYS =
            List.of("a", "b", "c", "a.b", "a.b.c", "b . c", "\"d e\"", "'f'", "\"\"", "a.\"b\"", "1-_");
    private static final List<String> VALUES = List.of(
            "1",
            "-0",
            "+5",
            "0x1F",
            "0o17",
            "0b101",
            "1_000",
            "1e5",
            "-2.5e-3",
            "1e-400",
            "inf",
            "-nan",
            "true",
            "false",
            "\"s\"",
            "'lit'",
            "\"\"\"ml\nx\"\"\"",
            "'''ml\ny'''",
            "\"\\n\\u0041\"",
            "\"é\"",
            "\"\"\"a\\\n  b\"\"\"",
            "1979-05-27T07:32:00Z",
            "1979-05-27 07:32:00.123456-07:30",
            "1979-05-27",
            "07:32:00.5",
            "\"\\ud800\"",
            "9223372036854775808",
            "1e400",
            "2021-02-30",
            "24:00:00",
            "True",
            "infx",
            "x");
    private static final List<String> DAMAGE = List.of(
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "=",
            ".",
            ",",
            "\n",
            "\r",
            "\t",
            " ",
            "_",
            "-",
            "+",
            ":",
            "0",
            "1",
            "9",
            "x",
            "o",
            "b",
            "e",
            "T",
            "Z",
            "t",
            "f",
            "i",
            "n",
            "a",
            "u",
            "\\",
            "\u007f",
            "é",
            INVALID_BYTE);

    @Test
    void givesWhatTheReferenceGives() throws Exception {
        String bin = System.getenv("NIX_REFERENCE");
        TestData.need(bin != null, "NIX_REFERENCE (the reference's bin directory) is not set");
        long seed =
                Boolean.getBoolean("nix4j.fresh") ? ThreadLocalRandom.current().nextLong() : 20;
        Random random = new Random(seed);
        Path home = Files.createTempDirectory("nix4j-home");
        List<ReferenceTable.Row> rows = IntStream.range(0, DOCUMENTS)
                .mapToObj(i -> new ReferenceTable.Row(
                        "",
                        i % 3 == 0 ? Map.of("extra-experimental-features", "parse-toml-timestamps") : Map.of(),
                        "builtins.fromTOML " + nixString(damaged(random, document(random))),
                        ""))
                .toList();
        rows.parallelStream()
                .forEach(row -> assertThat(ReferenceRun.nix4j(row).output())
                        .as("seed %d: %s", seed, row.expression())
                        .isEqualTo(ReferenceRun.reference(bin, home, row)));
    }

    private static String document(Random random) {
        return Stream.generate(() -> line(random))
                .limit(1 + random.nextInt(5))
                .collect(Collectors.joining(random.nextInt(5) == 0 ? "\r\n" : "\n"));
    }

    private static String line(Random random) {
        String key = pick(random, KEYS);
        int kind = random.nextInt(10);
        return kind < 6
                ? key + " = " + value(random, 3)
                : kind < 8 ? "[" + key + "]" : kind < 9 ? "[[" + key + "]]" : "";
    }

    private static String value(Random random, int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        if (kind > 2) {
            return pick(random, VALUES);
        }
        Stream<String> items = Stream.generate(
                        () -> (kind == 0 ? pick(random, KEYS) + "=" : "") + value(random, depth - 1))
                .limit(random.nextInt(4));
        String text = items.collect(Collectors.joining(kind == 0 ? ", " : pick(random, List.of(", ", ",\n"))));
        return kind == 0 ? "{" + text + "}" : "[" + text + "]";
    }

    private static String damaged(Random random, String document) {
        StringBuilder text = new StringBuilder(document);
        for (int n = random.nextInt(4); n > 0 && !text.isEmpty(); n--) {
            int at = random.nextInt(text.length());
            int kind = random.nextInt(8);
            if (kind == 0) {
                text.setLength(at);
            } else if (kind < 3) {
                text.deleteCharAt(at);
            } else if (kind < 6) {
                text.insert(at, pick(random, DAMAGE));
            } else {
                text.replace(at, at + 1, pick(random, DAMAGE));
            }
        }
        return text.toString();
    }

    private static String pick(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static String nixString(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("$", "\\$")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                        .replace(INVALID_BYTE, "${builtins.substring 0 1 \"é\"}")
                + "\"";
    }
}
