package io.github.nix4j.lang.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.lang.syntax.SourceFile;
import io.github.nix4j.store.ByteText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Real files, and faulty variants of them, print as under the reference. */
class CorpusTest {
    /** What the reference refuses, too. */
    private static final Map<String, String> FAULTY = Map.of(
            "builder-defs/template-auto-callable.nix", "syntax error, unexpected '(', expecting '}' or ','",
            "builder-defs/template-bdp-uud.nix",
                    "syntax error, unexpected '(', expecting identifier or 'or' or '${' or '\"'",
            "builder-defs/template-composing-builder.nix", "syntax error, unexpected ';'",
            "from-quicklisp/tmp.nix", "syntax error, unexpected end of file");

    @TempDir
    Path temporary;

    @TestFactory
    Stream<DynamicTest> everyRealFileParses() throws Exception {
        return Corpus.testEveryNth(1, file -> {
            SourceFile source = SourceFile.of(file.toString(), Files.readAllBytes(file));
            String message = FAULTY.entrySet().stream()
                    .filter(faulty -> file.endsWith(faulty.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
            assertThat(NixParser.parse(source).error().map(Diagnostic::message).orElse(""))
                    .isEqualTo(message);
        });
    }

    @Test
    void realFilesPrintAsUnderTheReference() throws Exception {
        compare(Corpus.everyNth(7));
    }

    @Test
    void faultyFilesAreRefusedAsByTheReference() throws Exception {
        List<Path> files = Corpus.everyNth(61);
        Random random = new Random(14);
        List<Path> variants = new ArrayList<>();
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 0 && bytes.length < 4000) {
                Path variant = temporary.resolve("v" + variants.size() + ".nix");
                variants.add(Files.write(variant, mutate(bytes, random)));
            }
        }
        compare(variants.subList(0, Math.min(100, variants.size())));
    }

    /** Deletes, repeats or replaces a few bytes. */
    private static byte[] mutate(byte[] bytes, Random random) {
        String pool = "{}()[];:=,.@?\"'$\\/*#-+<>!|& \n\ta1";
        StringBuilder text = new StringBuilder(ByteText.of(bytes));
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(4));
        switch (random.nextInt(3)) {
            case 0 -> text.delete(at, end);
            case 1 -> text.insert(at, text.substring(at, end));
            default -> text.setCharAt(at, pool.charAt(random.nextInt(pool.length())));
        }
        return ByteText.bytes(text.toString());
    }

    private void compare(List<Path> files) throws Exception {
        List<String> expected = ReferenceParser.open(temporary).files(files);
        int compared = 0;
        for (int i = 0; i < files.size(); i++) {
            // The program resolves variables, too, which is not the parser's business.
            if (!expected.get(i).contains("undefined variable")) {
                Path file = files.get(i);
                SourceFile source = SourceFile.of(file.toString(), Files.readAllBytes(file));
                String directory = file.getParent().toString();
                assertThat(Rendering.of(NixParser.parse(source), directory, temporary))
                        .as(file.toString())
                        .isEqualTo(expected.get(i));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(files.size() / 3);
    }
}
