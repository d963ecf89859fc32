package io.github.nix4j.flake.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.fetch.FetchSettings;
import io.github.nix4j.flake.fetch.FetchedTree;
import io.github.nix4j.flake.fetch.git.GitFetcher;
import io.github.nix4j.flake.loopback.LfsHttpServer;
import io.github.nix4j.flake.ref.Input;
import io.github.nix4j.flake.ref.InputAttributes;
import io.github.nix4j.flake.ref.ReferenceRules;
import io.github.nix4j.lang.ErrorRenderer;
import io.github.nix4j.lang.NixException;
import io.github.nix4j.lang.io.UrlFetcher;
import io.github.nix4j.store.ByteText;
import io.github.nix4j.store.hash.HashAlgorithm;
import io.github.nix4j.store.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large files of Git repositories, from a server on this machine: the hashes, warnings and messages of both programs. */
class LfsDifferentialTest {
    private static final String CONTENT = "large ".repeat(1000);
    private static final String OID = HashAlgorithm.SHA256.hash(CONTENT).base16();

    @TempDir
    Path directory;

    private final LfsHttpServer server = new LfsHttpServer();
    private final List<String> warnings = new ArrayList<>();
    private ReferenceNix reference;
    private Path repository;
    private Path downloads;

    LfsDifferentialTest() throws Exception {}

    @BeforeEach
    void make() throws Exception {
        reference = ReferenceNix.in(directory);
        reference.set("GIT_CONFIG_NOSYSTEM", "1");
        server.put(OID, CONTENT.getBytes(StandardCharsets.UTF_8));
        repository =
                Files.createDirectories(directory.resolve("repository/sub")).getParent();
        downloads = Files.createDirectories(directory.resolve("downloads"));
        git("init", "-q");
        git("remote", "add", "origin", server.url() + "/r.git");
        String pointer =
                "version https://git-lfs.github.com/spec/v1\noid sha256:" + OID + "\nsize " + CONTENT.length() + "\n";
        write(".gitattributes", "[attr]large filter=lfs\n*.bin filter=lfs -text\n");
        write("sub/.gitattributes", "*.dat large\nno.bin !filter\nnot.bin -filter\nset.bin filter\n");
        for (String name :
                List.of("a.bin", "plain", "sub/b.bin", "sub/c.dat", "sub/no.bin", "sub/not.bin", "sub/set.bin")) {
            write(name, pointer);
        }
        commit();
    }

    private void write(String name, String content) throws Exception {
        Files.writeString(repository.resolve(name), content);
    }

    private void git(String... words) throws Exception {
        ReferenceNix.Result result = reference.git(repository, words);
        assertThat(result.status()).as(result.err()).isZero();
    }

    private void commit() throws Exception {
        git("-c", "filter.lfs.clean=", "-c", "filter.lfs.process=", "add", "-A");
        git("commit", "-qm", "x");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private FetchedTree fetch(boolean lfs) {
        FetchSettings settings = FetchSettings.in(directory, warnings::add)
                .withRemotes(
                        UrlFetcher.cachedIn(downloads, Duration.ofHours(1)),
                        directory.resolve("clones"),
                        Duration.ofHours(1));
        InputAttributes attributes = InputAttributes.EMPTY
                .with("type", "git")
                .with("url", "file://" + repository)
                .with("ref", "master")
                .with("lfs", lfs);
        return new GitFetcher(settings).fetch(Input.fromAttributes(attributes, ReferenceRules.quiet()));
    }

    /** What fetching gives: the hash, or the message with its frames. */
    private String ours() {
        try {
            return fetch(true).narHash();
        } catch (NixException e) {
            return ByteText.toUnicode(ErrorRenderer.plain().render(e)).strip();
        }
    }

    private String theirs() throws Exception {
        reference.forgetFetches();
        ReferenceNix.Result result = reference.nix(
                repository, "flake", "prefetch", "--json", "git+file://" + repository + "?ref=master&lfs=1");
        if (result.status() == 0) {
            int at = result.out().indexOf("\"hash\":\"") + 8;
            return result.out().substring(at, result.out().indexOf('"', at));
        }
        return result.err().substring(result.err().indexOf("error:")).strip();
    }

    @Test
    void largeFilesTakeThePlacesOfTheirPointers() throws Exception {
        FetchedTree tree = fetch(true);
        for (String name : List.of("/a.bin", "/sub/b.bin", "/sub/c.dat")) {
            assertThat(ByteText.of(tree.tree().readFile(TreePath.of(name)))).isEqualTo(CONTENT);
            assertThat(tree.tree().stat(TreePath.of(name)).size()).isEqualTo(CONTENT.length());
        }
        for (String name : List.of("/plain", "/sub/no.bin", "/sub/not.bin", "/sub/set.bin")) {
            assertThat(ByteText.of(tree.tree().readFile(TreePath.of(name)))).startsWith("version ");
        }
        assertThat(server.takeAsked()).containsExactly("POST /r.git/info/lfs/objects/batch", "GET /" + OID);
        assertThat(tree.fingerprint()).endsWith(";l");
        assertThat(tree.narHash()).isEqualTo(theirs());
        assertThat(warnings).isEmpty();
    }

    @Test
    void withoutLargeFilesNothingIsAsked() throws Exception {
        FetchedTree tree = fetch(false);
        assertThat(ByteText.of(tree.tree().readFile(TreePath.of("/a.bin")))).startsWith("version ");
        assertThat(tree.narHash()).isNotEqualTo(fetch(true).narHash());
        assertThat(tree.fingerprint()).doesNotEndWith(";l");
    }

    @Test
    void whatIsNoPointerStaysAndIsWarnedOf() throws Exception {
        write("empty.bin", "");
        write("words.bin", "no pointer\n");
        write("long.bin", "x".repeat(1024));
        write("later.bin", "version https://git-lfs.github.com/spec/v2\noid sha256:" + OID + "\nsize 6000\n");
        Files.createSymbolicLink(repository.resolve("link.bin"), Path.of("a.bin"));
        commit();
        assertThat(ours()).isEqualTo(theirs()).startsWith("sha256-");
        assertThat(warnings)
                .hasSize(5)
                .contains(
                        "encountered file '/words.bin' that should have been a git-lfs pointer, but is invalid",
                        "encountered file '/long.bin' that should have been a git-lfs pointer, but is too large");
    }

    @Test
    void attributesOfTheRepositoryCountFirst() throws Exception {
        Files.createDirectories(repository.resolve(".git/info"));
        write(".git/info/attributes", "plain filter=lfs\na.bin !filter\n");
        assertThat(ours()).isEqualTo(theirs());
        assertThat(ByteText.of(fetch(true).tree().readFile(TreePath.of("/plain"))))
                .isEqualTo(CONTENT);
    }

    @Test
    void wrongContentIsRefusedAndAskedForAgain() throws Exception {
        server.put(OID, CONTENT.replace('l', 'x').getBytes(StandardCharsets.UTF_8));
        assertThat(ours()).isEqualTo(theirs()).contains("hash mismatch while fetching");
        server.put(OID, "short".getBytes(StandardCharsets.UTF_8));
        assertThat(ours()).isEqualTo(theirs()).contains("size mismatch while fetching");
        server.put(OID, CONTENT.getBytes(StandardCharsets.UTF_8));
        assertThat(ours()).isEqualTo(theirs()).startsWith("sha256-");
    }

    @Test
    void badAnswersAreToldInNixsWords() throws Exception {
        String good = LfsHttpServer.GOOD;
        for (String answer : List.of(
                "{\"objects\":[{\"oid\":\"OID\",\"size\":SIZE,\"error\":{\"code\":404,\"message\":\"none\"}}]}",
                "{\"message\":\"no\"}",
                "[1]",
                "<html>",
                "{\"objects\":[",
                good.replace("\"href\":\"URL/OID\"", ""),
                good.replace("\"oid\":\"OID\",", ""),
                good.replace(":SIZE", ":\"SIZE\""),
                good.replace(":SIZE", ":7"),
                good.replace("\"OID\"", "\"abc\""),
                good.replace("URL/OID", "URL/nope"),
                good.replace("URL/OID", "/nope"))) {
            server.setAnswer(200, answer);
            assertThat(ours()).as(answer).isEqualTo(theirs()).contains("while smudging git-lfs file '/a.bin'");
        }
        server.setAnswer(401, "who are you?");
        assertThat(ours()).isEqualTo(theirs()).contains("unable to upload", "HTTP error 401", "who are you?");
    }

    @Test
    void credentialsGoToTheServerAndNotIntoMessages() throws Exception {
        git("remote", "set-url", "origin", server.url().replace("://", "://me:secret@") + "/r.git");
        String header = ",\"header\":{\"Authorization\":\"Basic hidden\"}";
        server.setAnswer(200, LfsHttpServer.GOOD.replace("URL/OID\"", "URL/OID\"" + header));
        assertThat(ours()).isEqualTo(theirs()).startsWith("sha256-");
        assertThat(server.takeAsked())
                .startsWith("POST /r.git/info/lfs/objects/batch Basic bWU6c2VjcmV0", "GET /" + OID + " Basic hidden");
        downloads = directory.resolve("others");
        server.setAnswer(200, LfsHttpServer.GOOD.replace("\"href\":\"URL/OID\"", header.substring(1)));
        assertThat(ours()).contains("key 'href' not found").doesNotContain("hidden");
        server.setAnswer(403, "no");
        assertThat(ours()).contains("HTTP error 403").doesNotContain("secret");
    }

    @Test
    void repositoriesFromNowhereHaveNoServer() throws Exception {
        git("remote", "set-url", "origin", "/some/where");
        assertThat(ours()).isEqualTo(theirs()).contains("uploading to 'file:///some/where/info/lfs/objects/batch' is");
        git("remote", "remove", "origin");
        assertThat(ours()).contains("it has no remote 'origin'");
    }
}
