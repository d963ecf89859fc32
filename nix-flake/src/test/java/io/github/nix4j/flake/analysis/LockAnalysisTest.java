package io.github.nix4j.flake.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nix4j.flake.FlakeException;
import io.github.nix4j.flake.analysis.DuplicateInput.Merge;
import io.github.nix4j.flake.edit.EditableFlake;
import io.github.nix4j.flake.lock.LockFile;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.ref.InputPath;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LockAnalysisTest {
    private static final Instant NOW = Instant.parse("2026-01-31T00:00:00Z");
    private final List<String> nodes = new ArrayList<>();

    /** Adds a node that locks {@code owner/repo}. */
    private void node(String key, String repo, String ref, String modified, Map<String, String> inputs) {
        List<String> edges = new ArrayList<>();
        inputs.forEach((name, target) -> edges.add("\"%s\": %s".formatted(name, target)));
        nodes.add("""
                "%s": {
                  "inputs": { %s },
                  "locked": { "lastModified": %d, "narHash": "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                    "owner": "o", "repo": "%s", "rev": "%s", "type": "github" },
                  "original": { "owner": "o", %s "repo": "%s", "type": "github" }
                }""".formatted(
                        key,
                        String.join(", ", edges),
                        Instant.parse(modified + "T00:00:00Z").getEpochSecond(),
                        repo,
                        (key.replaceAll("[^a-f0-9]", "") + "0123456789abcdef0123456789abcdef01234567").substring(0, 40),
                        ref.isEmpty() ? "" : "\"ref\": \"" + ref + "\",",
                        repo));
    }

    private LockReport analyse(String rootInputs) {
        return new LockAnalysis(NOW, Duration.ofDays(30)).of(content(rootInputs));
    }

    private byte[] content(String rootInputs) {
        String text = "{ \"nodes\": { " + String.join(",\n", nodes) + ", \"root\": { \"inputs\": { " + rootInputs
                + " } } }, \"root\": \"root\", \"version\": 7 }";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Merge merge(String input, String target, boolean same) {
        return new Merge(InputPath.parse(input), InputPath.parse(target), same);
    }

    @Test
    void duplicatesAndWhatMergesThem() {
        node("a", "a", "", "2026-01-30", Map.of("pkgs", "\"pkgs_2\"", "other", "\"pkgs_3\""));
        node("b", "b", "", "2026-01-30", Map.of("pkgs", "[\"pkgs\"]"));
        node("pkgs", "pkgs", "", "2026-01-29", Map.of());
        node("pkgs_2", "pkgs", "", "2026-01-28", Map.of());
        node("pkgs_3", "pkgs", "stable", "2026-01-27", Map.of());
        LockReport report = analyse("\"a\": \"a\", \"b\": \"b\", \"pkgs\": \"pkgs\"");
        assertThat(report.duplicates()).singleElement().satisfies(duplicate -> {
            assertThat(duplicate.source()).isEqualTo("github:o/pkgs");
            assertThat(duplicate.occurrences())
                    .extracting(input -> input.path().toString())
                    .containsExactly("a/other", "a/pkgs", "pkgs");
            assertThat(duplicate.merges())
                    .containsExactly(merge("a/other", "pkgs", false), merge("a/pkgs", "pkgs", true));
            assertThat(duplicate.merges().get(0).definition()).isEqualTo("inputs.a.inputs.other.follows = \"pkgs\";");
        });
        assertThat(report.stale()).isEmpty();
        assertThat(report.unreachable()).isEmpty();
    }

    @Test
    void whatFollowsTakesItsOwnInputsWithIt() {
        node("a", "a", "", "2026-01-30", Map.of("b", "\"b_2\""));
        node("b", "b", "", "2026-01-30", Map.of("pkgs", "\"pkgs\""));
        node("b_2", "b", "", "2026-01-30", Map.of("pkgs", "\"pkgs_2\""));
        node("pkgs", "pkgs", "", "2026-01-30", Map.of());
        node("pkgs_2", "pkgs", "", "2026-01-30", Map.of());
        LockReport report = analyse("\"a\": \"a\", \"b\": \"b\"");
        assertThat(report.duplicates()).hasSize(2);
        assertThat(report.duplicates().get(0).merges()).containsExactly(merge("a/b", "b", true));
        assertThat(report.duplicates().get(1).merges()).isEmpty();
    }

    @Test
    void belowWhatIsMergedOnlyOnRequest() {
        node("a", "a", "", "2026-01-30", Map.of("hm", "\"hm\""));
        node("b", "b", "", "2026-01-30", Map.of("hm", "\"hm_2\""));
        node("hm", "hm", "main", "2026-01-30", Map.of("n", "\"n\""));
        node("hm_2", "hm", "side", "2026-01-30", Map.of("n", "\"n_2\""));
        node("n", "n", "", "2026-01-30", Map.of());
        node("n_2", "n", "", "2026-01-30", Map.of());
        LockReport report = analyse("\"a\": \"a\", \"b\": \"b\"");
        Merge states = merge("b/hm", "a/hm", false);
        Merge same = merge("b/hm/n", "a/hm/n", true);
        assertThat(report.duplicates())
                .extracting(DuplicateInput::merges)
                .containsExactly(List.of(states), List.of(same));
        assertThat(report.merges()).containsExactly(same);
        assertThat(report.allMerges()).containsExactly(states);
    }

    @Test
    void whatIsMergedWithItsFlake() {
        node("a", "a", "", "2026-01-30", Map.of("x", "\"x\""));
        node("b", "b", "", "2026-01-30", Map.of("c", "\"c_2\""));
        node("c", "c", "", "2026-01-30", Map.of("x", "\"x_2\""));
        node("c_2", "c", "", "2026-01-30", Map.of("x.1", "\"x_3\""));
        node("x", "x", "", "2026-01-30", Map.of("y", "\"y\""));
        node("x_2", "x", "", "2026-01-30", Map.of("y", "\"y_2\""));
        node("x_3", "x", "", "2026-01-30", Map.of("y", "\"y_3\""));
        node("y", "y", "", "2026-01-30", Map.of());
        node("y_2", "y", "", "2026-01-30", Map.of());
        node("y_3", "y", "", "2026-01-30", Map.of());
        assertThat(analyse("\"a\": \"a\", \"b\": \"b\", \"c\": \"c\"").merges())
                .as("y is merged with its flake")
                .containsExactly(merge("b/c", "c", true), merge("c/x", "a/x", true));
    }

    @Test
    void noFlakeFollowsATreeOfFiles() {
        node("a", "a", "", "2026-01-30", Map.of("pkgs", "\"pkgs_2\"", "files", "\"pkgs_3\"", "more", "\"pkgs_4\""));
        node("pkgs", "pkgs", "", "2026-01-30", Map.of());
        nodes.set(1, nodes.get(1).replace("\"original\"", "\"flake\": false, \"original\""));
        node("pkgs_2", "pkgs", "", "2026-01-30", Map.of());
        node("pkgs_3", "pkgs", "", "2026-01-30", Map.of());
        nodes.set(3, nodes.get(3).replace("\"original\"", "\"flake\": false, \"original\""));
        node("pkgs_4", "pkgs", "", "2026-01-30", Map.of());
        assertThat(analyse("\"a\": \"a\", \"pkgs\": \"pkgs\"").duplicates())
                .singleElement()
                .satisfies(duplicate -> {
                    assertThat(duplicate.occurrences()).hasSize(4);
                    assertThat(duplicate.merges())
                            .containsExactly(merge("a/files", "pkgs", true), merge("a/pkgs", "a/more", true));
                });
    }

    @Test
    void namesThatAreQuotedInNixAreNotFollowed() {
        node("a", "a", "", "2026-01-30", Map.of("x.1", "\"x\"", "x.2", "\"x_2\""));
        node("x", "x", "", "2026-01-30", Map.of());
        node("x_2", "x", "", "2026-01-30", Map.of());
        assertThat(analyse("\"a\": \"a\"").duplicates())
                .singleElement()
                .satisfies(duplicate -> assertThat(duplicate.merges()).isEmpty());
        node("x_3", "x", "", "2026-01-30", Map.of());
        assertThat(analyse("\"a\": \"a\", \"x\": \"x_3\"").duplicates().get(0).merges())
                .extracting(Merge::definition)
                .containsExactly(
                        "inputs.a.inputs.\"x.1\".follows = \"x\";", "inputs.a.inputs.\"x.2\".follows = \"x\";");
    }

    @Test
    void whatTheFlakeAsksForIsMeant() {
        node("a", "a", "", "2026-01-30", Map.of("b", "\"b_2\"", "c", "\"b_3\"", "d", "\"b_4\""));
        node("b", "b", "", "2026-01-30", Map.of("pkgs", "\"pkgs\""));
        node("b_2", "b", "", "2026-01-30", Map.of("pkgs", "\"pkgs_2\""));
        node("b_3", "b", "", "2026-01-30", Map.of());
        node("b_4", "b", "", "2026-01-30", Map.of());
        node("pkgs", "pkgs", "", "2026-01-30", Map.of());
        node("pkgs_2", "pkgs", "", "2026-01-30", Map.of());
        EditableFlake flake = EditableFlake.of(SourceFile.ofString("""
                {
                  inputs.a.inputs.b.url = "github:o/b";
                  inputs.a.inputs.c = { type = "github"; owner = "o"; repo = "b"; };
                }
                """));
        List<DuplicateInput> duplicates = new LockAnalysis(NOW, Duration.ofDays(30))
                .knowing(flake)
                .of(content("\"a\": \"a\", \"b\": \"b\""))
                .duplicates();
        assertThat(duplicates.get(0).merges()).containsExactly(merge("a/d", "b", true));
        assertThat(duplicates.get(1).merges())
                .as("below what is not merged")
                .containsExactly(merge("a/b/pkgs", "b/pkgs", true));
    }

    @Test
    void timesAndLimitsThatNoClockShows() {
        node("a", "a", "", "2024-01-31", Map.of());
        for (long seconds : List.of(Long.MAX_VALUE, Long.MIN_VALUE, Instant.MAX.getEpochSecond() + 1)) {
            String text = new String(content("\"a\": \"a\""), StandardCharsets.UTF_8)
                    .replaceFirst("\"lastModified\": [0-9]+", "\"lastModified\": " + seconds);
            assertThat(new LockAnalysis(NOW, Duration.ofDays(30))
                            .of(text.getBytes(StandardCharsets.UTF_8))
                            .isEmpty())
                    .isTrue();
        }
        Duration never = Duration.ofSeconds(Long.MAX_VALUE);
        assertThat(new LockAnalysis(NOW, never).of(content("\"a\": \"a\"")).isEmpty())
                .isTrue();
        assertThat(new LockAnalysis(Instant.MIN, never)
                        .of(content("\"a\": \"a\""))
                        .isEmpty())
                .isTrue();
        assertThat(new LockAnalysis(Instant.MAX, Duration.ofDays(1))
                        .of(content("\"a\": \"a\""))
                        .stale())
                .hasSize(1);
    }

    @Test
    void twoInputsOfTheFlakeItselfAreMeant() {
        node("new", "pkgs", "", "2026-01-30", Map.of());
        node("old", "pkgs", "stable", "2026-01-30", Map.of());
        assertThat(analyse("\"new\": \"new\", \"old\": \"old\"").duplicates())
                .singleElement()
                .satisfies(duplicate -> assertThat(duplicate.merges()).isEmpty());
    }

    @Test
    void ageAndNodesThatNothingUses() {
        node("a", "a", "", "2025-12-31", Map.of());
        node("b", "b", "", "2026-01-02", Map.of());
        node("c", "c", "", "2024-01-31", Map.of());
        node("gone", "d", "", "2024-01-31", Map.of("too", "\"alsoGone\""));
        node("alsoGone", "e", "", "2024-01-31", Map.of());
        LockReport report = analyse("\"a\": \"a\", \"b\": \"b\", \"c\": \"c\"");
        assertThat(report.stale())
                .extracting(input -> input.path() + " " + report.days(input))
                .containsExactly("c 731", "a 31");
        assertThat(report.unreachable()).containsExactly("alsoGone", "gone");
        assertThat(FlakeJson.compact(report.toJson()))
                .startsWith("{\"duplicates\":[],\"stale\":[{\"days\":731,\"input\":\"c\",")
                .endsWith("\"unreachable\":[\"alsoGone\",\"gone\"]}");
    }

    @Test
    void allWaysInSayTheSame() {
        node("a", "a", "", "2025-12-31", Map.of("b", "\"b_2\""));
        node("b", "b", "", "2026-01-30", Map.of());
        node("b_2", "b", "", "2026-01-30", Map.of());
        byte[] content = content("\"a\": \"a\", \"b\": \"b\"");
        LockFile file = LockFile.read(content, "flake.lock", ReferenceRules.quiet());
        LockAnalysis analysis = new LockAnalysis(NOW, Duration.ofDays(30));
        LockReport report = analysis.of(content);
        assertThat(report.duplicates()).hasSize(1);
        assertThat(report.stale()).hasSize(1);
        assertThat(analysis.of(file).toJson()).isEqualTo(report.toJson());
        EditableFlake flake = EditableFlake.of(SourceFile.ofString("{ inputs.a.url = \"github:o/a\"; }"));
        assertThat(analysis.knowing(flake).of(file).toJson()).isEqualTo(report.toJson());
    }

    @Test
    void aLockFileThatWasReadHasNoNodesThatNothingUses() {
        node("gone", "d", "", "2026-01-30", Map.of());
        byte[] content = content("");
        assertThat(new LockAnalysis(NOW, Duration.ofDays(30)).of(content).unreachable())
                .containsExactly("gone");
        LockFile file = LockFile.read(content, "flake.lock", ReferenceRules.quiet());
        assertThat(new LockAnalysis(NOW, Duration.ofDays(30)).of(file).isEmpty())
                .isTrue();
    }

    @Test
    void whatIsNoLockFile() {
        LockAnalysis analysis = new LockAnalysis(NOW, Duration.ofDays(1));
        assertThatThrownBy(() -> analysis.of("nothing".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(FlakeException.class);
    }
}
