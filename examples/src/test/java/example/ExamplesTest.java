package example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.nix4j.cli.Invocation;
import io.github.nix4j.cli.Program;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.lock.LockMode;
import io.github.nix4j.flake.lock.LockOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs do what they say, and the README shows them as they are. */
class ExamplesTest {
    @Test
    void evaluateExpression() {
        assertThat(EvaluateExpression.greet("{ greet = name: \"hello, ${name}\"; }", "world"))
                .isEqualTo("hello, world");
        String endless = "let g = n: if n == 60 then 0 else g (n + 1) + g (n + 1); in { greet = name: g 0; }";
        // Which of the limits it reaches first depends on the machine.
        assertThat(EvaluateExpression.greet(endless, "world")).containsAnyOf("deadline", "allocat");
        String huge = "{ greet = name: toString (builtins.length (builtins.genList (x: x) 1000000000)); }";
        assertThat(EvaluateExpression.greet(huge, "world")).contains("allocat");
    }

    @Test
    void buildPackage(@TempDir Path work) throws IOException {
        assumeThat(Path.of("/bin/sh")).isExecutable();
        assertThat(BuildPackage.build(Path.of("greeting").toAbsolutePath(), work))
                .hasContent("hello, world");
    }

    @Test
    void javaFunction() {
        assertThat(JavaFunction.squares()).isEqualTo(List.of(1L, 4L, 9L));
    }

    /** The README's first command, run in this JVM. */
    @Test
    void flake() {
        String greeting = "path:" + Path.of("greeting").toAbsolutePath();
        assertThat(run("flake", "show", "--json", greeting)).contains("\"name\":\"greeting\"");
        assertThat(run("eval", "--raw", greeting + "#packages.x86_64-linux.default.drvPath"))
                .isEqualTo("/nix/store/45q67r4z9ifc04rb72xpmqzavl8sxbrp-greeting.drv");
        assertThat(run("eval", "--raw", greeting + "#lib.greet", "--apply", "greet: greet \"reader\""))
                .isEqualTo("hello, reader");
    }

    @Test
    void file() {
        assertThat(run("eval", "--json", "--file", "values.nix"))
                .isEqualTo("{\"name\":\"nix4j\",\"nested\":{\"works\":true},\"numbers\":[0,1,4,9,16]}\n");
    }

    private static String run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Program.run(new Invocation(
                "nix4j",
                List.of(words),
                Map.of("HOME", "/homeless"),
                Path.of("").toAbsolutePath().toString(),
                InputStream.nullInputStream(),
                out,
                err));
        assertThat(status).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void evaluateFlake() {
        assertThat(EvaluateFlake.derivationOf(Path.of("greeting").toAbsolutePath()))
                .isEqualTo("/nix/store/45q67r4z9ifc04rb72xpmqzavl8sxbrp-greeting.drv");
    }

    @Test
    void updateInput(@TempDir Path directory) throws Exception {
        Path words = Files.createDirectories(directory.resolve("words"));
        Path flake = Files.createDirectories(directory.resolve("a flake"));
        Files.writeString(
                flake.resolve("flake.nix"),
                "{ inputs.words.url = \"git+file:" + words + "\"; outputs = { self, words }: { }; }\n");
        try (Git git = Git.init().setDirectory(words.toFile()).call()) {
            commit(git, words, "{ outputs = { self }: { }; }\n");
            assertThat(UpdateInput.update(flake, "words"))
                    .first(InstanceOfAssertFactories.STRING)
                    .matches("words: nothing to [0-9a-f]{40} of 2001-09-09T01:46:40Z because its update was asked for");
            assertThat(UpdateInput.update(flake, "words")).isEmpty();
            commit(git, words, "{ outputs = { self }: { more = 1; }; }\n");
            assertThat(UpdateInput.update(flake, "words"))
                    .first(InstanceOfAssertFactories.STRING)
                    .matches("words: [0-9a-f]{40} of .* to [0-9a-f]{40} of .* because its update was asked for");
            assertThat(UpdateInput.update(flake, "word"))
                    .containsExactly("'word' does not match any input of this flake");
        }
    }

    @Test
    void mergeInputs(@TempDir Path directory) throws Exception {
        Path words = Files.createDirectories(directory.resolve("words"));
        Path tool = Files.createDirectories(directory.resolve("tool"));
        Path flake = Files.createDirectories(directory.resolve("flake"));
        String input = "inputs.words.url = \"git+file:" + words + "\";";
        Files.writeString(flake.resolve("flake.nix"), """
                {
                  %s
                  inputs.tool.url = "git+file:%s"; # ours
                  outputs = { self, words, tool }: { };
                }
                """.formatted(input, tool));
        try (Git first = Git.init().setDirectory(words.toFile()).call();
                Git second = Git.init().setDirectory(tool.toFile()).call()) {
            commit(first, words, "{ outputs = { self }: { }; }\n");
            commit(second, tool, "{ " + input + " outputs = { self, words }: { }; }\n");
        }
        FlakeLoader loader = FlakeLoader.builder(flake).build();
        loader.apply(loader.plan(loader.references().parse("."), LockMode.DEFAULT), LockOutput.WRITE);
        Path lock = flake.resolve("flake.lock");
        String locked = Files.readString(lock);
        Files.writeString(lock, locked.replace("\"nodes\": {\n", "\"nodes\": {\n    \"ghost\": { \"inputs\": {} },\n"));
        assertThat(String.join("\n", MergeInputs.findings(flake)))
                .startsWith("git:file:" + words + " occurs 2 times\n")
                .contains("\n  to merge: inputs.tool.inputs.words.follows = \"words\";\ntool has not changed for ")
                .endsWith(" days\nghost is used by nothing");
        // The two that stay are old.
        assertThat(MergeInputs.mend(flake)).isEqualTo(2);
        assertThat(Files.readString(flake.resolve("flake.nix")))
                .contains("; # ours\n  inputs.tool.inputs.words.follows = \"words\";\n");
        assertThat(Files.readString(lock)).contains("\"words\": [").doesNotContain("ghost");
        assertThat(MergeInputs.findings(flake)).hasSize(2).allMatch(line -> line.contains(" has not changed for "));
    }

    private static void commit(Git git, Path repository, String flake) throws Exception {
        Files.writeString(repository.resolve("flake.nix"), flake);
        git.add().addFilepattern("flake.nix").call();
        PersonIdent somebody =
                new PersonIdent("A", "a@example.org", Instant.ofEpochSecond(1_000_000_000), ZoneOffset.UTC);
        git.commit()
                .setMessage("words")
                .setAuthor(somebody)
                .setCommitter(somebody)
                .setSign(false)
                .call();
    }

    @Test
    void unsavedFlake() {
        try (UnsavedFlake flake = new UnsavedFlake(Path.of("greeting").toAbsolutePath())) {
            assertThat(flake.greeting()).isEqualTo("attribute 'greeting' missing");
            flake.edited("flake.nix", "{ outputs = { self }: { lib = import ./lib.nix; }; }");
            flake.edited("lib.nix", "{ greeting = \"not saved\"; }");
            assertThat(flake.greeting()).isEqualTo("not saved");
            flake.edited("lib.nix", "{ greeting = ");
            assertThat(flake.greeting()).startsWith("syntax error, unexpected end of file");
            flake.closed("lib.nix");
            flake.closed("flake.nix");
            assertThat(flake.greeting()).isEqualTo("attribute 'greeting' missing");
        }
    }

    @Test
    void editorProblems() {
        assertThat(EditorProblems.syntaxErrors("/a.nix", "{ a = 1 b = \"\u00e4\"; c = ; }"))
                .containsExactly(
                        "1:11-1:12: syntax error, unexpected '=', expecting ';'",
                        "1:22-1:23: syntax error, unexpected ';'");
        Path file = Path.of("unsaved.nix").toAbsolutePath();
        try (EditorProblems editor = new EditorProblems()) {
            editor.edited(file, "{ a = import ./other-unsaved.nix; }");
            editor.edited(file.resolveSibling("other-unsaved.nix"), "let x.abc = 1; in\n\"\u00e4\" + toString x.abd");
            assertThat(editor.evaluationError(file))
                    .containsExactly("2:16-2:21: attribute 'abd' missing (did you mean abc?)");
            editor.edited(file, "1 + builtins.throw \"no\"");
            assertThat(editor.evaluationError(file)).containsExactly("1:5-1:19: no");
            editor.edited(file, "{ a = 1; }");
            assertThat(editor.evaluationError(file)).isEmpty();
        }
    }

    @Test
    void readmeShowsTheFlakeExample() throws IOException {
        String program = Files.readString(Path.of("src/main/java/example/EvaluateFlake.java"));
        int start = program.indexOf("        try (");
        int end = program.lastIndexOf("    }\n}");
        String body = program.substring(start, end).stripTrailing().replaceAll("(?m)^ {8}", "");
        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + body + "\n```");
    }
}
