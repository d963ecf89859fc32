package io.github.nix4j.lang.internal.builtins;

import io.github.nix4j.store.ByteText;
import java.util.ArrayList;
import java.util.List;

/** An example of each builtin that needs nothing from outside: a resource, whose lines the tests evaluate. */
public final class BuiltinExamples {
    /**
     * An example.
     *
     * @param builtin the name of the builtin
     * @param expression a program
     * @param value what it gives, as Nix prints it
     */
    public record Example(String builtin, String expression, String value) {
        /** As a paragraph of documentation in Markdown. */
        public String paragraph() {
            return "For example, `" + expression + "` evaluates to `" + value + "`.";
        }
    }

    private BuiltinExamples() {}

    /** All examples, sorted by name. */
    public static List<Example> read() {
        List<Example> examples = new ArrayList<>();
        ByteText.toUnicode(ByteText.of(InternalSource.bytes("examples.txt")))
                .lines()
                .forEach(line -> {
                    String[] columns = line.split(" \\| ", 3);
                    examples.add(new Example(columns[0], columns[1], columns[2]));
                });
        return examples;
    }
}
