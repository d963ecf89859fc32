package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.cli.command.EvaluationFlags;
import io.github.nix4j.cli.evaluation.Evaluators;
import io.github.nix4j.cli.evaluation.Expressions;
import io.github.nix4j.cli.repl.Repl;
import io.github.nix4j.cli.repl.ReplInput;
import io.github.nix4j.cli.repl.terminal.Assistance;
import io.github.nix4j.cli.repl.terminal.TerminalInput;
import io.github.nix4j.store.ByteText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The prompt on a terminal: keys go in, lines and values come out. */
@Timeout(60)
class ReplTerminalTest {
    private static final String CTRL_C = "\003";
    private static final String CTRL_D = "\004";
    private static final String UP = "\033[A";

    @TempDir
    Path directory;

    private Path history() {
        return directory.resolve("home/.local/share/nix4j/repl-history");
    }

    private List<String> remembered() throws IOException {
        return Files.readAllLines(history());
    }

    /** Somebody at a terminal of their own. */
    private final class Typist implements AutoCloseable {
        private final PipedOutputStream keys = new PipedOutputStream();
        private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();
        private final FutureTask<Boolean> run = new FutureTask<>(this::prompt, true);
        private int prompts;

        Typist() {
            Thread thread = new Thread(run, "prompt");
            thread.setDaemon(true);
            thread.start();
        }

        private void prompt() {
            Session session = new Session(new Invocation(
                    "nix4j",
                    List.of("repl"),
                    Map.of("HOME", directory.resolve("home").toString(), "NIX_REMOTE", "dummy://", "LC_ALL", "C.UTF-8"),
                    ByteText.fromUnicode(directory.toString()),
                    new ByteArrayInputStream(new byte[0]),
                    out,
                    err));
            EvaluationFlags flags = new EvaluationFlags();
            try (Evaluators world = Evaluators.create(session, flags, false, true)) {
                Expressions sources = new Expressions(session, world.evaluator());
                new Repl(session, world, sources, sources.arguments(flags), ev -> List.of()).run(this::terminal);
            }
            session.flush();
        }

        private ReplInput terminal(Assistance assistance, Path history) {
            try {
                PipedInputStream input = new PipedInputStream(keys, 1 << 16);
                ExternalTerminal terminal = new ExternalTerminal("test", "ansi", input, screen, StandardCharsets.UTF_8);
                terminal.setSize(new Size(200, 50));
                return TerminalInput.on(terminal, assistance, history);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Waits for the next prompt, so that no key comes before there is somebody to take it. */
        Typist atPrompt() throws InterruptedException {
            prompts++;
            return until(ReplInput.PROMPT.strip(), prompts);
        }

        private Typist until(String text, int times) throws InterruptedException {
            while (shown().split(Pattern.quote(text), -1).length <= times) {
                assertThat(run.isDone()).as("the prompt has ended: " + shown()).isFalse();
                Thread.sleep(5);
            }
            return this;
        }

        Typist untilError(String text) throws InterruptedException {
            while (!errors().contains(text)) {
                assertThat(run.isDone()).as("the prompt has ended: " + shown()).isFalse();
                Thread.sleep(5);
            }
            return this;
        }

        Typist types(String text) throws IOException {
            keys.write(text.getBytes(StandardCharsets.UTF_8));
            keys.flush();
            return this;
        }

        Typist says(String text) throws IOException, InterruptedException {
            return atPrompt().types(text + "\r");
        }

        /** Without colours and movements. */
        private String plain(ByteArrayOutputStream bytes) {
            return bytes.toString(StandardCharsets.UTF_8).replaceAll("\033\\[[?0-9;]*[a-zA-Z]", "");
        }

        String shown() {
            return plain(screen);
        }

        String values() {
            return plain(out);
        }

        String errors() {
            return plain(err);
        }

        /** Leaves with the key for the end of a file, and waits until the prompt has ended. */
        @Override
        public void close() throws Exception {
            atPrompt().types(CTRL_D);
            assertThat(run.get()).isTrue();
            keys.close();
        }
    }

    @Test
    void completesVariablesAttributesAndCommands() throws Exception {
        Typist typist = new Typist();
        try (typist) {
            typist.says("zebra = { alphabet = 6; \"two words\" = 7; }")
                    .says("zeb\t.alp\t * 7")
                    .says("builtins.stringLen\t \"abcdefg\"")
                    .says("zebra.alphabet.q\t")
                    .says(":prin\t zebra");
        }
        assertThat(typist.values()).contains("42\n", "7\n", "\"two words\" = 7;");
        assertThat(remembered())
                .contains(
                        "zebra.alphabet * 7", "builtins.stringLength \"abcdefg\"", ":print zebra", "zebra.alphabet.q");
    }

    @Test
    void showsWhatAWordMayBecome() throws Exception {
        Typist typist = new Typist();
        try (typist) {
            typist.says("zebra = { first = 1; second = 2; }").atPrompt().types("zebra.\t");
            // Both have come up once before, when they were typed.
            typist.until("first", 2).until("second", 2).types("second\r");
        }
        assertThat(typist.values()).contains("2\n");
    }

    @Test
    void takesSeveralLinesForOneInput() throws Exception {
        Typist typist = new Typist();
        try (typist) {
            typist.says("{ a =").until(ReplInput.CONTINUATION.strip() + " ", 1);
            typist.types("40\r").types("+ 2; }.a\r").says(":p [").types("1 ]\r").says("1 +* 2");
        }
        assertThat(typist.values()).contains("42\n", "[ 1 ]\n");
        assertThat(typist.errors()).containsOnlyOnce("syntax error");
    }

    @Test
    void ctrlCThrowsALineAway() throws Exception {
        Typist typist = new Typist();
        try (typist) {
            typist.atPrompt().types("throw \"never\"").until("never", 1).types(CTRL_C);
            typist.atPrompt()
                    .types("[ 1\r")
                    .until(ReplInput.CONTINUATION.strip() + " ", 1)
                    .types(CTRL_C);
            typist.says("1 + 1");
        }
        assertThat(typist.values()).contains("2\n");
        assertThat(typist.errors()).doesNotContain("error");
    }

    @Test
    void ctrlCStopsAnEvaluation() throws Exception {
        Typist typist = new Typist();
        try (typist) {
            typist.says("let f = n: if n == 0 then 0 else f (n - 1) + f (n - 1); in builtins.trace \"begun\" (f 80)");
            // A key that comes before there is an evaluation to stop would throw the next line away.
            typist.untilError("trace: begun").types(CTRL_C);
            typist.untilError("error: interrupted by the user");
            typist.says("20 + 1");
        }
        assertThat(typist.values()).contains("21\n");
    }

    @Test
    void remembersWhatWasTyped() throws Exception {
        Typist first = new Typist();
        try (first) {
            first.says("6 * 7").says("!true");
        }
        assertThat(remembered()).containsExactly("6 * 7", "!true");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history())))
                .isEqualTo("rw-------");

        Typist second = new Typist();
        try (second) {
            second.says(UP + UP).says("\"é\"");
        }
        assertThat(second.values()).contains("42\n", "\"é\"\n").doesNotContain("false");
        assertThat(remembered()).containsExactly("6 * 7", "!true", "6 * 7", "\"é\"");
    }
}
