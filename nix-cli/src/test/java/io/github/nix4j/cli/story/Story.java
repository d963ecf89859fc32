package io.github.nix4j.cli.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines that a user types in a world of his own, and what they have to give.
 *
 * @param holds what the story is about: {@code flakes/show.sh 1} is the first assertion of a script, {@code R1} a rule
 * @param title what is asked for
 * @param steps the lines, in order
 */
record Story(List<String> holds, String title, List<Step> steps) {
    private static final Pattern HEAD = Pattern.compile("\\[([^]]*)] ?(.*)");
    private static final Pattern FILE = Pattern.compile("([^ ]+) <- (.*)");

    /**
     * One line.
     *
     * @param expectations what has to be true of what it gives
     */
    record Step(String line, List<Expectation> expectations) {}

    /**
     * Something about a line's result.
     *
     * @param kind {@code =} is standard output, {@code ~} is a part of all that was said, {@code -} is none, {@code ?} is the status, {@code %}
     *     says that standard error holds words of other programs, which are not compared
     */
    record Expectation(char kind, String text) {}

    @Override
    public String toString() {
        return String.join(", ", holds) + ": " + title;
    }

    /** The stories of a resource. */
    static List<Story> read(String resource) {
        String text;
        try (InputStream in = Objects.requireNonNull(Story.class.getResourceAsStream(resource), resource)) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<Story> stories = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (String line : text.split("\n")) {
            Matcher head = HEAD.matcher(line);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[") && head.matches()) {
                steps = new ArrayList<>();
                stories.add(new Story(names(head.group(1)), head.group(2), steps));
            } else if (line.matches("[=~?%-] .*|[=~?%-]") && !steps.isEmpty()) {
                String about = line.length() > 2 ? line.substring(2) : "";
                steps.get(steps.size() - 1).expectations().add(new Expectation(line.charAt(0), about));
            } else {
                steps.add(new Step(line, new ArrayList<>()));
            }
        }
        return stories;
    }

    /** {@code a.sh 1 2, R3} are three names. */
    private static List<String> names(String text) {
        List<String> names = new ArrayList<>();
        for (String group : text.split(", ")) {
            String[] words = group.split(" ");
            if (words.length == 1) {
                names.add(words[0]);
            }
            for (int i = 1; i < words.length; i++) {
                names.add(words[0] + " " + words[i]);
            }
        }
        return names;
    }

    /** The file that a line makes, as its name and its text; null for other lines. */
    static String @Nullable [] file(String line) {
        Matcher file = FILE.matcher(line);
        return file.matches() ? new String[] {file.group(1), file.group(2)} : null;
    }
}
