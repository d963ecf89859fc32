package io.github.nix4j.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.cli.ProgramRun;
import io.github.nix4j.cli.story.StoryWorld.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every story gives what it says. Where there is a reference, it runs the same story in a world at the same place, has to give
 * what the story says too, and says all the same.
 */
class StoriesTest {
    static final List<String> FILES = List.of(
            "language", "evaluation", "flakes", "locking", "fetching", "rules", "rules-of-writing", "reproductions");

    @TempDir
    Path directory;

    static Stream<Story> stories() {
        Predicate<String> wanted =
                Pattern.compile(System.getProperty("nix4j.story", "")).asPredicate();
        return FILES.stream()
                .flatMap(file -> Story.read(file + ".story").stream())
                .filter(story -> wanted.test(story.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stories")
    void holds(Story story) throws Exception {
        @Nullable String reference = System.getenv("NIX_REFERENCE");
        List<String> expected = reference == null
                ? List.of()
                : run(story, "reference", (program, words, input, folder, variables) -> {
                    ProgramRun run = ProgramRun.reference(
                            Path.of(reference), folder, variables, input, program, words.toArray(new String[0]));
                    return new Result(run.status(), run.out(), run.err());
                });
        List<String> found = run(story, "ours", (program, words, input, folder, variables) -> {
            ProgramRun run = ProgramRun.ours(folder, variables, input, program, words.toArray(new String[0]));
            return new Result(run.status(), run.out(), run.err());
        });
        if (reference != null) {
            for (int i = 0; i < expected.size(); i++) {
                assertThat(found.get(i)).isEqualTo(expected.get(i));
            }
        }
    }

    private List<String> run(Story story, String whose, StoryWorld.Launcher launcher) throws Exception {
        Path root = directory.toRealPath().resolve("world");
        StoryWorld world = new StoryWorld(root, launcher);
        List<String> said = new ArrayList<>();
        try {
            for (Story.Step step : story.steps()) {
                Result result = world.run(step);
                said.add(step.line() + "\n" + result.status() + "\n" + result.out() + result.err());
            }
        } catch (AssertionError e) {
            throw new AssertionError(whose + ": " + e.getMessage(), e);
        }
        Files.move(root, directory.resolve(whose));
        return said;
    }
}
