package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.store.ByteText;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a terminal shows of what goes on, and what of it is left in the end. */
class TerminalTest {
    private static final String SETTINGS = "experimental-features = nix-command flakes\nflake-registry =\n";

    @TempDir
    Path directory;

    private LoopbackServer server;
    private String url = "";

    @BeforeEach
    void serve() throws Exception {
        Path served = Files.createDirectories(directory.resolve("served"));
        Files.write(served.resolve("a"), new byte[3_000_000]);
        server = new LoopbackServer(served);
        url = server.url();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTerminalShowsIt() throws IOException {
        Run run = onTerminal("store", "prefetch-file", url + "/a");
        assertThat(run.err).contains("[", "/2.9 MiB DL] downloading '" + url + "/a'\u001b[?7h");
        assertThat(atTheEnd(run.err)).startsWith("Downloaded '" + url).endsWith(").\n");
    }

    /** What a terminal shows at the end of what was written to it. */
    private static String atTheEnd(String written) {
        StringBuilder screen = new StringBuilder();
        int line = 0;
        for (String part : written.replaceAll("\u001b\\[\\?7[lh]", "").split("(?<=\n)|(?<=\r\u001b\\[K)")) {
            if (part.endsWith("\r\u001b[K")) {
                screen.setLength(line);
            } else {
                screen.append(part);
                line = part.endsWith("\n") ? screen.length() : line;
            }
        }
        return screen.toString();
    }

    @Test
    void plainLogsDoNot() throws IOException {
        assertThat(onTerminal("store", "prefetch-file", url + "/a", "--log-format", "raw").err)
                .startsWith("Downloaded ");
        assertThat(onTerminal("store", "prefetch-file", url + "/a", "--quiet", "--refresh").err)
                .isEmpty();
    }

    @Test
    void failuresAreTheLastThatIsSeen() throws IOException {
        Run run = onTerminal("store", "prefetch-file", url + "/nope", "--option", "download-attempts", "1");
        assertThat(atTheEnd(run.err)).startsWith("\u001b[31;1merror:").endsWith("\n");
    }

    /** @param all both outputs, in the order in which they were written */
    private record Run(String out, String err, String all) {}

    private static final class Copied extends ByteArrayOutputStream {
        private final ByteArrayOutputStream all;

        Copied(ByteArrayOutputStream all) {
            this.all = all;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            super.write(bytes, offset, length);
            synchronized (all) {
                all.write(bytes, offset, length);
            }
        }
    }

    private Run onTerminal(String... words) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Copied out = new Copied(all);
        Copied err = new Copied(all);
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of("--store", "memory://"));
        Program.run(new Invocation(
                "nix",
                line,
                Map.of("HOME", directory.resolve("home").toString(), "TERM", "xterm", "NIX_CONFIG", SETTINGS),
                directory.toString(),
                new ByteArrayInputStream(new byte[0]),
                new BufferedOutputStream(out, 1 << 16),
                err,
                true));
        return new Run(ByteText.of(out.toByteArray()), ByteText.of(err.toByteArray()), ByteText.of(all.toByteArray()));
    }

    @Test
    void standardOutputIsWhole() throws IOException {
        StringBuilder packages = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            packages.append("p")
                    .append(i)
                    .append(" = derivation { name = \"package\"; system = \"x86_64-linux\"; builder = \"b\"; }; ");
        }
        Files.writeString(
                directory.resolve("flake.nix"), "{ outputs = _: { packages.x86_64-linux = { " + packages + "}; }; }");
        Run run = onTerminal("flake", "show", "--json", "path:" + directory + "?dir=.");
        // As if both went to one terminal, in the order in which they were written.
        assertThat(atTheEnd(run.all)).startsWith("{\"packages\":").endsWith("}\n");
        assertThat(run.all).contains("\u001b[?7l");
    }
}
