package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No failing command tells the password of a URL that it was given. */
class SecretsCommandLineTest {
    private static final String PASSWORD = "geheim";

    @TempDir
    Path directory;

    private LoopbackServer server;
    private String base;

    @BeforeEach
    void serve() throws Exception {
        Path served = Files.createDirectory(directory.resolve("served"));
        String flake = """
                { outputs = _: { missing = builtins.readFile ./nope; thrown = throw "x"; position = 1 + "a"; v = 1; }; }
                """;
        pack(served.resolve("flake.tar.gz"), flake);
        Files.writeString(served.resolve("file"), "text");
        Path repository = Files.createDirectory(served.resolve("repository"));
        Files.writeString(repository.resolve("flake.nix"), flake);
        git(repository, "init", "--quiet", "--initial-branch=main");
        git(repository, "add", "flake.nix");
        git(repository, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message=one");
        server = new LoopbackServer(served);
        base = server.url().replace("://", "://me:" + PASSWORD + "@");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void pack(Path archive, String flake) throws IOException {
        byte[] content = flake.getBytes(StandardCharsets.UTF_8);
        try (TarArchiveOutputStream out =
                new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(archive)))) {
            TarArchiveEntry entry = new TarArchiveEntry("x/flake.nix");
            entry.setSize(content.length);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
        }
    }

    private static void git(Path repository, String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = "git";
        System.arraycopy(words, 0, command, 1, words.length);
        assertThat(new ProcessBuilder(command)
                        .directory(repository.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eval tarball+BASE/flake.tar.gz#missing",
                "eval tarball+BASE/flake.tar.gz#thrown --show-trace",
                "eval tarball+BASE/flake.tar.gz#position --show-trace",
                "eval tarball+BASE/flake.tar.gz#nothing",
                "eval git+BASE/repository#missing --show-trace",
                "eval git+BASE/repository#nothing",
                "eval git+BASE/none#nothing",
                "eval git+BASE/repository?ref=none#v",
                "flake metadata BASE/repository?narHash=x",
                "flake metadata tarball+BASE/flake.tar.gz?narHash=sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "flake metadata gopher+BASE/x",
                "flake prefetch BASE/none",
                "store prefetch-file BASE/none",
                "store prefetch-file BASE/file --expected-hash sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "store prefetch-file gopher+BASE/x",
                "copy --from BASE/cache /nix/store/5hx8w0g4jrr29cpf8ziylhkfx7ssxgcp-hello",
                "eval --impure --expr builtins.fetchTree(\"git+${base}/none\")",
                "eval --expr builtins.fetchTree(\"git+${base}/repository\")",
                "eval --impure --expr builtins.fetchGit(\"${base}/none\")",
                "eval --impure --expr builtins.fetchTarball(\"${base}/none.tar.gz\")",
                "eval --impure --expr builtins.fetchurl(\"${base}/none\")",
                "eval --impure --expr builtins.fetchurl(\"${base}/a%20b\")",
                "eval --impure --expr builtins.fetchurl{url=\"${base}/file\";sha256=\"\";}",
                "eval --impure --restrict-eval --expr builtins.fetchurl(\"${base}/file\")",
                "eval --impure --expr builtins.fetchTarball{url=\"${base}/flake.tar.gz\";sha256=\"\";}",
                "eval --impure --expr builtins.readFile(builtins.fetchTree(\"tarball+${base}/flake.tar.gz\")+\"/nope\")",
                "eval --impure --expr import((builtins.fetchTree(\"tarball+${base}/flake.tar.gz\"))+\"/nope.nix\")",
                "eval --expr builtins.fetchClosure{fromStore=\"${base}/cache\";fromPath=\"/nix/store/5hx8w0g4jrr29cpf8ziylhkfx7ssxgcp-hello\";inputAddressed=true;}",
                "eval --expr builtins.fetchClosure{fromStore=\"${base}/cache?a=b\";fromPath=\"/nix/store/5hx8w0g4jrr29cpf8ziylhkfx7ssxgcp-hello\";}",
                "eval --expr (builtins.getFlake(\"git+${base}/repository\")).v",
            })
    void areInNoMessage(String line) throws Exception {
        String[] words = (line + " --store DIRECTORY/store")
                .replace("DIRECTORY", directory.toString())
                .replace("BASE", base)
                .split(" ");
        for (int i = 1; i < words.length; i++) {
            if (words[i - 1].equals("--expr")) {
                // Messages show lines of the program as they are, also with secrets.
                words[i] = "let base = \"" + base + "\";\n\n\n\n\nin " + words[i];
            }
        }
        ProgramRun run = ProgramRun.ours(directory, "", "nix4j", words);
        assertThat(run.err()).as(line + run.out()).contains("error:").doesNotContain(PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"flake update", "flake lock --override-input a git+BASE/repository", "flake prefetch-inputs"})
    void areNotInWhatLockingTells(String line) throws Exception {
        Path flake = Files.createDirectory(directory.resolve("flake"));
        Files.writeString(
                flake.resolve("flake.nix"),
                "{ inputs.a.url = \"tarball+" + base + "/flake.tar.gz\"; outputs = _: { }; }");
        String[] words = (line + " --store " + directory + "/store")
                .replace("BASE", base)
                .split(" ");
        ProgramRun run = ProgramRun.ours(flake, "", "nix4j", words);
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.err()).contains("***").doesNotContain(PASSWORD);
        if (!line.contains("prefetch")) {
            assertThat(Files.readString(flake.resolve("flake.lock"))).contains(PASSWORD);
        }
    }
}
