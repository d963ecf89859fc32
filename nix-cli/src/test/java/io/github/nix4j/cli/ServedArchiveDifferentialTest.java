package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives of a server that says odd things of them, or nothing any more: both programs make the same of it. */
class ServedArchiveDifferentialTest {
    private static BothPrograms programs = new BothPrograms(Path.of(""));

    @TempDir
    Path directory;

    private HttpServer server;
    private byte[] archive = {};
    private volatile String link = "";
    private volatile int status = 200;

    @BeforeAll
    static void findReference() {
        programs = BothPrograms.find();
    }

    @BeforeEach
    void start() throws Exception {
        Path tree = Files.createDirectories(directory.resolve("tree"));
        Files.writeString(tree.resolve("a"), "a\n");
        Process tar = new ProcessBuilder("tar", "-cf", "t.tar", "--mtime=@1000000000", "tree")
                .directory(directory.toFile())
                .start();
        assertThat(tar.waitFor()).isZero();
        archive = Files.readAllBytes(directory.resolve("t.tar"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!link.isEmpty()) {
                exchange.getResponseHeaders().set("Link", "<" + link + ">; rel=\"immutable\"");
            }
            exchange.getResponseHeaders().set("ETag", "\"e\"");
            byte[] body = status == 200 ? archive : "gone".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private ProgramRun sameForBoth(String builtin, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "eval",
                "--impure",
                "--extra-experimental-features",
                "fetch-tree",
                "--option",
                "download-attempts",
                "1"));
        words.addAll(List.of(more));
        words.addAll(List.of("--expr", builtin + " \"" + url() + "/t.tar\""));
        ProgramRun expected = programs.reference(directory, words);
        assertThat(programs.ours(directory, words)).isEqualTo(expected);
        return expected;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/i.tar?rev=xyz",
                "/i.tar?rev=",
                "/i.tar?rev=0123456789012345678901234567890123456789&revCount=5",
                "/i.tar?lastModified=x",
                "/i.tar?dubious",
                "/i%zz.tar",
            })
    void namesOfThisVersion(String name) throws Exception {
        link = url() + name;
        sameForBoth("builtins.fetchTree");
        sameForBoth("builtins.fetchTarball");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i.tar",
                "/i.tar",
                "nixpkgs",
                "git+https://x/y",
                "file+http://x/y",
                "file+git://x",
                "tarball+http://x/y",
                "http://x/i a.tar",
                "path:/x",
                "github:a/b",
                "github:a",
                "github:a/b/c?rev=zz",
                "ftp://x/y",
            })
    void namesElsewhere(String name) throws Exception {
        link = name;
        sameForBoth("builtins.fetchTree");
        sameForBoth("builtins.fetchTarball");
    }

    @Test
    void searchPathsPassOverArchivesWithBadNames() throws Exception {
        link = "git+https://x/y";
        sameForBoth("__findFile [ { prefix = \"a\"; path = \"" + url() + "/t.tar\"; } ] \"a\" + ");
    }

    @Test
    void whatIsTooOldDoesNotStandInForAnArchiveThatIsGone() throws Exception {
        assertThat(sameForBoth("builtins.fetchTree").status()).isZero();
        status = 404;
        assertThat(sameForBoth("builtins.fetchTree").status()).isZero();
        assertThat(sameForBoth("builtins.fetchTree", "--refresh").status()).isEqualTo(1);
        assertThat(sameForBoth("builtins.fetchTarball", "--tarball-ttl", "0").status())
                .isEqualTo(1);
    }
}
