package io.github.nix4j.flake.fetch.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that a web server gives out as files, without knowing of Git, where there is no program {@code git}. */
class PlainServerTest {
    @TempDir
    Path directory;

    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        Path repository = directory.resolve("repository");
        String commit;
        try (Git git = Git.init()
                .setInitialBranch("main")
                .setDirectory(repository.toFile())
                .call()) {
            Files.writeString(repository.resolve("a"), "1");
            git.add().addFilepattern("a").call();
            commit = git.commit()
                    .setMessage("one")
                    .setAuthor("A", "a@example.org")
                    .setCommitter("A", "a@example.org")
                    .setSign(false)
                    .call()
                    .name();
        }
        // What 'git update-server-info' writes.
        Path info = Files.createDirectories(repository.resolve(".git/info"));
        Files.writeString(info.resolve("refs"), commit + "\trefs/heads/main\n");
        Files.createDirectories(repository.resolve(".git/objects/info"));
        Files.writeString(repository.resolve(".git/objects/info/packs"), "\n");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Path file = directory.resolve(exchange.getRequestURI().getPath().substring(1));
            boolean found = Files.isRegularFile(file);
            byte[] body = found ? Files.readAllBytes(file) : "no".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(found ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private JGitTransport transport(String path) {
        return new JGitTransport("http://127.0.0.1:" + server.getAddress().getPort() + path, warning -> {});
    }

    @Test
    void theBranchIsKnown() throws IOException {
        assertThat(transport("/repository/.git").head()).isEqualTo("refs/heads/main");
    }

    @Test
    void whatIsNotThereIsAFailureOfTheServer() {
        assertThatThrownBy(() -> transport("/nothing").head()).isInstanceOf(GitTransport.TransportFailure.class);
    }
}
