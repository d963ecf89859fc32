package io.github.nix4j.flake.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both programs fetch several times from the same repositories, which change in between: what counts as fetched already is
 * compared by the values and messages.
 */
class GitSequenceDifferentialTest {
    @TempDir
    Path directory;

    private ReferenceNix reference;

    /**
     * Each step is a repository ({@code bare}, or {@code cut}, which has one commit only) with more attributes of a fetch, or
     * {@code flake}, whose two inputs are fetched, or something that happens: {@code new} commits on {@code main} of
     * {@code bare}; {@code move} makes {@code dev} its own branch; {@code age}: all that was fetched was so two hours ago; {@code break} makes {@code bare} no repository;
     * {@code whole} brings {@code cut} the rest of its history; {@code shorten} takes from {@code bare} what is before its second commit, and
     * commits.
     */
    private static final List<String> SEQUENCES = List.of(
            "bare rev = ONE; | bare | bare ref = main;",
            "bare rev = ONE; | bare ref = main; | bare ref = dev;",
            "bare rev = DEV; ref = main; | bare ref = main; | bare ref = dev; | bare ref = refs/heads/dev;",
            "bare ref = main; | bare rev = DEV; ref = dev; | bare ref = dev; | bare ref = main;",
            "bare ref = main; | new | bare rev = NEW; ref = main; | bare ref = main; | bare",
            "bare ref = main; | age | new | bare rev = DEV; ref = main; | bare ref = main;",
            "bare ref = main; | age | new | bare rev = NEW; ref = main; | bare ref = main;",
            "bare rev = ONE; shallow = true; | bare ref = main; shallow = true; | bare shallow = true;",
            "bare ref = main; shallow = true; | age | new | bare rev = DEV; ref = main; shallow = true; "
                    + "| bare ref = main; shallow = true;",
            "bare rev = DEV; ref = HEAD; | bare ref = HEAD; | new | bare ref = HEAD; | bare ref = main;",
            "bare rev = DEV; ref = refs/heads; | bare ref = refs/heads; | bare ref = dev;",
            "flake | new | flake | age | flake",
            "bare rev = ONE; | move | bare",
            "bare | move | bare | age | bare",
            // All references are fetched, and each has its date
            "bare ref = main; allRefs = true; | bare ref = dev; | new | bare ref = main; | bare allRefs = true; | bare",
            "bare rev = ONE; allRefs = true; | new | bare ref = main; | bare ref = dev;",
            "bare ref = dev; allRefs = true; | new | bare ref = main; | age | bare ref = main;",
            "bare ref = main; | age | new | bare ref = dev; allRefs = true; | new | bare ref = main;",
            // Failures
            "bare rev = NONE; | bare rev = NONE; | new | bare ref = main;",
            "bare ref = main; | age | break | bare ref = main; | bare ref = dev; | bare rev = DEV; ref = main;",
            "bare rev = ONE; | break | bare rev = ONE; | bare rev = ONE; ref = main; | bare ref = main;",
            // Repositories without their history, which may come
            "cut ref = main; allRefs = true; | cut allRefs = true; | whole | cut ref = main; | cut | cut allRefs = true;",
            "cut ref = main; | whole | cut ref = main; | cut",
            "cut rev = TWO; | cut ref = main; | whole | cut ref = main; | cut rev = TWO;",
            "cut rev = TWO; allRefs = true; | cut ref = main; | whole | cut rev = TWO; allRefs = true;",
            "cut ref = main; allRefs = true; shallow = true; | cut ref = main; shallow = true; | cut shallow = true;",
            "bare ref = main; | new | shorten | age | bare ref = main; | new | age | bare ref = dev; allRefs = true;");

    private String git(Path repository, String... words) throws Exception {
        ReferenceNix.Result result = reference.git(repository, words);
        assertThat(result.status()).as(String.join(" ", words) + result.err()).isZero();
        return result.out().strip();
    }

    private String commit(Path repository, String branch, String... parents) throws Exception {
        List<String> words = new ArrayList<>(List.of("commit-tree", "-m", branch, git(repository, "write-tree")));
        for (String parent : parents) {
            words.addAll(List.of("-p", parent));
        }
        String made = git(repository, words.toArray(new String[0]));
        git(repository, "update-ref", "refs/heads/" + branch, made);
        return made;
    }

    /** The repositories of a sequence, with what its steps name. */
    private final class World {
        private final Path root;
        private final Path clones;
        private final String one;
        private final String two;
        private final String dev;
        private String newest = "";

        World(Path root) throws Exception {
            this.root = root;
            clones = Files.createDirectories(root.resolve("clones"));
            Path bare = Files.createDirectories(root.resolve("bare"));
            git(bare, "init", "-q", "--bare", "--initial-branch=main");
            one = commit(bare, "main");
            two = commit(bare, "main", one);
            dev = commit(bare, "dev", two);
            git(root, "clone", "-q", "--bare", "--depth", "1", "file://" + bare, "cut");
            Files.writeString(
                    Files.createDirectories(root.resolve("flake")).resolve("flake.nix"),
                    """
                    {
                      inputs.a = { url = "git+file://ROOT/bare?rev=ONE"; flake = false; };
                      inputs.b = { url = "git+file://ROOT/bare"; flake = false; };
                      outputs = { a, b, ... }: { revs = [ a.rev b.rev ]; };
                    }
                    """.replace("ROOT", root.toString()).replace("ONE", one));
        }

        /** Makes it happen; false if the step is a fetch. */
        boolean happens(String step) throws Exception {
            Path bare = root.resolve("bare");
            switch (step) {
                case "new" -> newest = commit(bare, "main", git(bare, "rev-parse", "main"));
                case "move" -> git(bare, "symbolic-ref", "HEAD", "refs/heads/dev");
                case "break" -> Files.delete(bare.resolve("HEAD"));
                case "whole" -> git(root.resolve("cut"), "fetch", "-q", "--unshallow", "origin");
                case "shorten" -> {
                    Files.writeString(bare.resolve("shallow"), two + "\n");
                    commit(bare, "main", git(bare, "rev-parse", "main"));
                }
                case "age" -> {
                    reference.age();
                    reference.run(root, ReferenceNix.aging(clones));
                }
                default -> {
                    return false;
                }
            }
            return true;
        }

        String expression(String step) {
            if (step.equals("flake")) {
                return "(builtins.getFlake \"path:" + root.resolve("flake") + "\").revs";
            }
            String name = step.split(" ", 2)[0];
            String attributes = step.substring(name.length())
                    .replaceAll("(rev|ref) = ([^;]+);", "$1 = \"$2\";")
                    .replace("NONE", "0123456789".repeat(4))
                    .replace("NEW", newest)
                    .replace("ONE", one)
                    .replace("TWO", two)
                    .replace("DEV", dev);
            return "let r = fetchGit { url = \"file://" + root.resolve(name) + "\";" + attributes
                    + " }; in [ r.rev r.revCount ]";
        }
    }

    private void compare(World world, String step) throws Exception {
        String expression = world.expression(step);
        ReferenceNix.Result result = reference.nix(world.root, "eval", "--impure", "--json", "--expr", expression);
        String expected =
                result.status() == 0 ? result.out().strip() : LibraryFetch.errors(reference.logical(result.err()));
        LibraryFetch found = LibraryFetch.with(world.clones, world.root, expression);
        assertThat(found.text()).as(step).isEqualTo(expected);
        String old = "continuing with the most recent version";
        assertThat(found.warnings().stream().anyMatch(warning -> warning.endsWith(old)))
                .as(step)
                .isEqualTo(result.err().contains(old));
    }

    @TestFactory
    Stream<DynamicTest> whatWasFetchedBeforeCountsAsInNix() throws Exception {
        reference = ReferenceNix.in(directory);
        return SEQUENCES.stream()
                .map(sequence -> DynamicTest.dynamicTest(sequence, () -> {
                    reference.forgetFetches();
                    World world = new World(Files.createTempDirectory(directory, "sequence"));
                    for (String step : Arrays.asList(sequence.split(" \\| "))) {
                        if (!world.happens(step)) {
                            compare(world, step);
                        }
                    }
                }));
    }
}
