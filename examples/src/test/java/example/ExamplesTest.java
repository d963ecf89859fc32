package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs do what they say, and the README shows them as they are. */
class ExamplesTest {
    @Test
    void evaluateExpression() {
        assertThat(EvaluateExpression.greet("world")).isEqualTo("hello, world");
    }

    @Test
    void javaFunction() {
        assertThat(JavaFunction.squares()).isEqualTo(List.of(1L, 4L, 9L));
    }

    @Test
    void readmeShowsTheFirstExample() throws IOException {
        String program = Files.readString(Path.of("src/main/java/example/EvaluateExpression.java"));
        int start = program.indexOf("        try (");
        int end = program.indexOf("        } catch");
        String body = program.substring(start, end).stripTrailing().replaceAll("(?m)^ {8}", "") + "\n}";
        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + body + "\n```");
    }
}
