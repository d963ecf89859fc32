package io.github.nix4j.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.TerminalText;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class with probes does what it did, and tells which of its lines ran. */
class LineTransformerTest {
    private static final String CLASS = TerminalText.class.getName();

    private final LineTransformer transformer = new LineTransformer();

    @TempDir
    Path directory;

    /** Makes {@link TerminalText} anew, with probes. */
    private final class Probing extends ClassLoader {
        Probing() {
            super(LineTransformerTest.class.getClassLoader());
        }

        Class<?> define() throws Exception {
            String file = CLASS.replace('.', '/');
            try (InputStream in =
                    Objects.requireNonNull(TerminalText.class.getResourceAsStream("/" + file + ".class"))) {
                byte[] content =
                        Objects.requireNonNull(transformer.transform(this, file, null, null, in.readAllBytes()));
                return defineClass(CLASS, content, 0, content.length);
            }
        }
    }

    private List<String> hits(Method method, String text) throws Exception {
        Arrays.fill(LineProbes.HIT, false);
        assertThat(method.invoke(null, text, false)).isEqualTo(TerminalText.of(text, false));
        List<String> lines = transformer.lines();
        List<String> hits = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (LineProbes.HIT[i]) {
                hits.add(lines.get(i));
            }
        }
        return hits;
    }

    @Test
    void linesThatRunAreNoted() throws Exception {
        Method method = new Probing().define().getMethod("of", String.class, boolean.class);
        List<String> plain = hits(method, "abc");
        List<String> tab = hits(method, "a\tb\u001b[31m");
        assertThat(plain).isNotEmpty().allMatch(line -> line.matches("TerminalText\\.java:\\d+"));
        assertThat(tab).hasSizeGreaterThan(plain.size() + 10);
        assertThat(hits(method, "abc")).isEqualTo(plain);
    }

    @Test
    void classesOfOthersStayAsTheyAre() {
        assertThat(transformer.transform(null, "java/lang/Object", null, null, new byte[0]))
                .isNull();
    }

    @Test
    void coverageIsReadAsItWasWritten() throws Exception {
        LineCoverage coverage = new LineCoverage();
        coverage.addLines(List.of("A.java:1", "A.java:3"));
        coverage.add("A.java:3", 70);
        coverage.add("A.java:3", 5);
        Path file = directory.resolve("lines");
        coverage.write(file);
        LineCoverage read = LineCoverage.read(file);
        assertThat(read.of(fault(1)).isEmpty()).isTrue();
        assertThat(read.of(fault(3)).stream()).containsExactly(5, 70);
        assertThat(read.of(fault(4)).stream()).containsExactly(5, 70);
        assertThat(read.of(fault(0)).isEmpty()).isTrue();
    }

    private static Fault fault(int line) {
        return new Fault(Path.of("x", "A.java"), line, 1, "", 1, 0, "", "");
    }
}
