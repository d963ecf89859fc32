package io.github.nix4j.flake.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.loopback.GitHttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both programs fetch from Git repositories over HTTP and from local ones with submodules: values, messages and warnings are
 * compared.
 */
class GitDifferentialTest {
    @TempDir
    Path directory;

    private @Nullable GitHttpServer server;
    private String rev = "";
    private String devRev = "";
    private String lonelyRev = "";
    private String tag = "";
    private String tree = "";
    private String blob = "";
    private String hidden = "";

    private static final List<String> EXPRESSIONS = List.of(
            "fetchTree \"git+HTTP/plain\"",
            "fetchTree { type = \"git\"; url = \"HTTP/plain\"; shallow = false; }",
            "fetchTree \"git+HTTP/plain?ref=dev\"",
            "fetchTree \"git+HTTP/plain?ref=refs/tags/v1\"",
            "fetchTree \"git+HTTP/plain?ref=nope\"",
            "fetchTree \"git+HTTP/nope\"",
            "fetchTree { type = \"git\"; url = \"HTTP/plain\"; rev = \"DEVREV\"; ref = \"dev\"; }",
            "fetchTree { type = \"git\"; url = \"HTTP/plain\"; rev = \"DEVREV\"; allRefs = true; }",
            "fetchTree { type = \"git\"; url = \"HTTP/plain\"; rev = \"LONELY\"; }",
            "fetchTree { type = \"git\"; url = \"HTTP/plain\"; rev = \"0123456789012345678901234567890123456789\"; }",
            "fetchGit \"HTTP/plain\"",
            "fetchGit { url = \"HTTP/plain\"; ref = \"dev\"; }",
            "fetchGit { url = \"HTTP/plain\"; rev = \"REV\"; }",
            "fetchGit { url = \"HTTP/plain\"; rev = \"LONELY\"; allRefs = true; }",
            "fetchGit { url = \"HTTP/plain\"; ref = \"HEAD\"; shallow = true; }",
            "fetchGit { url = \"HTTP/outer\"; submodules = true; }",
            "fetchGit { url = \"HTTP/outer\"; }",
            "fetchGit { url = \"ROOT/outer\"; submodules = true; }",
            "fetchGit { url = \"ROOT/outer\"; }",
            "fetchGit { url = \"ROOT/bareclone\"; }",
            "fetchGit { url = \"ROOT/bareclone\"; submodules = true; }",
            "fetchGit { url = \"ROOT/outer\"; ref = \"HEAD\"; submodules = true; }",
            "fetchGit { url = \"ROOT/outer\"; submodules = true; exportIgnore = true; }",
            "fetchTree \"git+file://ROOT/outer?submodules=1\"",
            "fetchTree \"git+file://ROOT/changed?submodules=1\"",
            "fetchTree \"git+file://ROOT/changed\"",
            "builtins.readFile \"${fetchGit { url = \"ROOT/outer\"; submodules = true; }}/sub/deep/file\"",
            "builtins.readFile \"${fetchGit { url = \"HTTP/outer\"; submodules = true; }}/sub/deep/file\"",
            "builtins.readDir \"${fetchGit \"ROOT/outer\"}/sub\"",
            "(builtins.getFlake \"git+file://ROOT/outer?submodules=1&dir=sub\").v",
            "(builtins.getFlake \"git+file://ROOT/outer?dir=sub\").v",
            "fetchGit { url = \"ROOT/shallow\"; }",
            "fetchGit { url = \"ROOT/shallow\"; ref = \"HEAD\"; }",
            "fetchGit { url = \"ROOT/shallowtree\"; }",
            "fetchGit { url = \"ROOT/shallowtree\"; ref = \"HEAD\"; }",
            "fetchGit { url = \"ROOT/shallowtree\"; shallow = true; }",
            "(builtins.getFlake \"path:ROOT/keys\").place",
            "(builtins.getFlake \"path:ROOT/wrongkeys\").place",
            "fetchGit { url = \"ROOT/plain\"; publicKeys = [ { foo = \"x\"; } ]; }",
            "fetchGit { url = \"ROOT/plain\"; publicKeys = [ { key = 1; } ]; }",
            "fetchGit { url = \"ROOT/plain\"; publicKeys = [ 1 ]; }",
            "fetchGit { url = \"ROOT/plain\"; verifyCommit = true; }",
            "fetchGit { url = \"ROOT/plain\"; publicKey = \"a-b\"; }",
            "fetchGit { url = \"ROOT/plain\"; publicKey = \"\"; keytype = \"x\"; }",
            "fetchGit { url = \"ROOT/plain\"; publicKeys = { }; }",
            "fetchGit { url = \"ROOT/plain\"; publicKeys = [ ]; }",
            "fetchGit { url = \"ROOT/plain\"; publicKey = \"KEY\"; }",
            "fetchGit { url = \"ROOT/signed\"; publicKey = \"KEY\"; }",
            "fetchGit { url = \"ROOT/signed\"; publicKeys = [ { type = \"ssh-ed25519\"; key = \"KEY\"; } ]; }",
            "fetchGit { url = \"ROOT/signed\"; publicKey = \"OTHERKEY\"; }",
            "fetchGit { url = \"ROOT/signed\"; publicKey = \"KEY\"; keytype = \"none\"; }",
            "fetchGit { url = \"ROOT/signed\"; publicKey = \"KEY\"; verifyCommit = false; }",
            "fetchGit { url = \"ROOT/signeddirty\"; publicKey = \"KEY\"; }",
            "fetchGit { url = \"ROOT/plain\"; publicKeys = [ { key = \"x\"; type = \"y\"; } ]; }",
            // Objects that are not there, or that no reference leads to
            "fetchGit { url = \"file://ROOT/bare\"; rev = \"0123456789012345678901234567890123456789\"; }",
            "fetchGit { url = \"file://ROOT/bare\"; rev = \"0123456789012345678901234567890123456789\"; shallow = true; }",
            "fetchGit { url = \"file://ROOT/bare\"; rev = \"NULL\"; }",
            "fetchGit { url = \"file://ROOT/bare\"; rev = \"HIDDEN\"; }",
            "fetchGit { url = \"file://ROOT/bare\"; rev = \"HIDDEN\"; shallow = true; }",
            "fetchGit { url = \"ROOT/marked\"; rev = \"NULL\"; }",
            // Names that are too short for objects, or of none
            "fetchGit { url = \"ROOT/plain\"; ref = \"a\"; }",
            "fetchGit { url = \"ROOT/plain\"; ref = \"ABC\"; }",
            "fetchGit { url = \"ROOT/plain\"; ref = \"abcd\"; }",
            "fetchGit { url = \"ROOT/plain\"; ref = \"xyz\"; }",
            "fetchGit { url = \"ROOT/plain\"; ref = \"deadbeefdeadbeefdeadbeefdeadbeefdeadbeef\"; }",
            // Longer names of objects
            "fetchGit { url = \"file://ROOT/longer\"; }",
            "fetchGit { url = \"file://ROOT/longer\"; ref = \"master\"; }",
            // Directories where attributes are asked for, which the working directory tells
            "fetchGit { url = \"file://ROOT/exported\"; exportIgnore = true; }",
            "fetchGit { url = \"file://ROOT/exported\"; ref = \"master\"; exportIgnore = true; }",
            "fetchGit { url = \"file://ROOT/exported/.git\"; ref = \"master\"; exportIgnore = true; }",
            // A link before dots
            "fetchGit { url = \"ROOT/away/../plain\"; }",
            "fetchTree \"git+file://ROOT/away/../plain?ref=master\"",
            // Objects that are no commits
            "fetchGit { url = \"file://ROOT/bare\"; rev = \"TREE\"; }",
            "fetchGit { url = \"file://ROOT/bare\"; rev = \"TREE\"; shallow = true; }",
            "fetchGit { url = \"ROOT/marked\"; rev = \"TREE\"; }",
            "fetchGit { url = \"ROOT/marked\"; rev = \"BLOB\"; }",
            "fetchGit { url = \"ROOT/marked\"; ref = \"tree\"; }",
            "fetchGit { url = \"ROOT/marked\"; ref = \"blob\"; shallow = true; }",
            "fetchGit { url = \"file://ROOT/bare\"; ref = \"refs/tags/tree\"; }",
            "fetchGit { url = \"file://ROOT/bare\"; ref = \"refs/heads\"; }",
            "fetchGit { url = \"file://ROOT/bare\"; ref = \"refs/nope\"; }",
            // Annotated tags by their own names
            "fetchGit { url = \"file://ROOT/bare\"; rev = \"TAG\"; }",
            "fetchGit { url = \"file://ROOT/bare\"; rev = \"TAG\"; shallow = true; }",
            "fetchGit { url = \"file://ROOT/bare\"; ref = \"refs/tags/annotated\"; }",
            "fetchGit { url = \"ROOT/marked\"; rev = \"TAG\"; }",
            "fetchTree \"git+file://ROOT/bare?rev=TAG&exportIgnore=1\"",
            // Submodules of which no file tells
            "fetchGit { url = \"ROOT/untold\"; submodules = true; }",
            "fetchGit { url = \"ROOT/untold\"; ref = \"master\"; submodules = true; }",
            "fetchGit { url = \"ROOT/untold\"; }",
            // Descriptions of submodules elsewhere, of the old kind, and of several values
            "fetchGit { url = \"ROOT/linkedmodules\"; submodules = true; }",
            "fetchGit { url = \"ROOT/linkedmodules\"; ref = \"master\"; submodules = true; }",
            "fetchGit { url = \"ROOT/oldmodules\"; submodules = true; }",
            "fetchGit { url = \"ROOT/oldmodules\"; ref = \"master\"; submodules = true; }",
            "fetchGit { url = \"ROOT/twicemodules\"; submodules = true; }",
            "fetchGit { url = \"ROOT/twicemodules\"; ref = \"master\"; submodules = true; }",
            // Relative to a branch of the repository itself
            "fetchGit { url = \"ROOT/ownmodules\"; submodules = true; }",
            "fetchGit { url = \"ROOT/ownmodules\"; ref = \"master\"; submodules = true; }",
            // Clones without history, and without a branch
            "fetchGit { url = \"file://ROOT/shallowbare\"; }",
            "fetchGit { url = \"file://ROOT/shallowbare\"; ref = \"master\"; }",
            "fetchGit { url = \"file://ROOT/shallowbare\"; shallow = true; }",
            "fetchGit { url = \"file://ROOT/unborn\"; }",
            // Links
            "fetchGit \"file://ROOT/link\"",
            "fetchGit ROOT/absolute",
            "fetchGit { url = \"ROOT/link\"; ref = \"master\"; }",
            "fetchGit \"file://ROOT/dirtylink\"",
            "fetchTree \"git+file://ROOT/link\"",
            "builtins.getFlake \"git+file://ROOT/link\"",
            // Paths with more than names
            "fetchGit \"file://ROOT/plain/../nope\"",
            "fetchGit \"file://ROOT/nope/../plain\"",
            "fetchGit \"file://ROOT/plain/file/..\"",
            "fetchGit \"file://ROOT/.//nope/\"",
            "fetchGit \"file://ROOT/plain/../signeddirty/\"",
            "fetchGit { url = \"ROOT/plain/../shallow\"; ref = \"HEAD\"; }",
            // Files that a commit does not have
            "builtins.getFlake \"git+file://ROOT/bare\"",
            "builtins.getFlake \"git+file://ROOT/marked?ref=master&dir=x\"",
            "fetchTree { type = \"tarball\"; url = \"file://ROOT/marked\"; }");

    private String git(ReferenceNix tools, Path repository, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("-c", "protocol.file.allow=always", "-c", "safe.directory=*"));
        all.addAll(List.of(words));
        ReferenceNix.Result result = tools.git(repository, all.toArray(new String[0]));
        assertThat(result.status()).as(String.join(" ", words) + result.err()).isZero();
        return result.out().strip();
    }

    private Path repository(ReferenceNix tools, Path root, String name) throws Exception {
        Path repository = Files.createDirectories(root.resolve(name));
        git(tools, repository, "init", "-q");
        Files.writeString(repository.resolve("file"), name + "\n");
        git(tools, repository, "add", "-A");
        git(tools, repository, "commit", "-qm", "one");
        return repository;
    }

    private void make(ReferenceNix tools, Path root) throws Exception {
        Path plain = repository(tools, root, "plain");
        rev = git(tools, plain, "rev-parse", "HEAD");
        git(tools, plain, "tag", "v1");
        git(tools, plain, "checkout", "-qb", "dev");
        Files.writeString(plain.resolve("file"), "dev\n");
        git(tools, plain, "commit", "-qam", "two");
        devRev = git(tools, plain, "rev-parse", "HEAD");
        git(tools, plain, "checkout", "-q", "--detach");
        git(tools, plain, "commit", "-q", "--allow-empty", "-m", "lonely");
        lonelyRev = git(tools, plain, "rev-parse", "HEAD");
        git(tools, plain, "update-ref", "refs/odd/x", lonelyRev);
        git(tools, plain, "checkout", "-q", "master");
        repository(tools, root, "deep");
        Path sub = repository(tools, root, "sub");
        Files.writeString(sub.resolve("flake.nix"), "{ outputs = _: { v = import ../outer.nix; }; }\n");
        git(tools, sub, "add", "-A");
        git(tools, sub, "submodule", "--quiet", "add", "../deep", "deep");
        git(tools, sub, "commit", "-qm", "two");
        for (String name : List.of("outer", "changed")) {
            Path outer = repository(tools, root, name);
            Files.writeString(outer.resolve("outer.nix"), "\"outer\"\n");
            git(tools, outer, "add", "-A");
            git(tools, outer, "submodule", "--quiet", "add", "../sub", "sub");
            git(tools, outer, "commit", "-qm", "two");
            git(tools, outer, "submodule", "--quiet", "update", "--init", "--recursive");
        }
        git(tools, root, "clone", "-q", "outer", "bareclone");
        Files.writeString(root.resolve("changed/sub/deep/file"), "changed\n");
        git(tools, root, "clone", "-q", "--depth", "1", "file://" + root + "/outer", "shallow");
        git(tools, root.resolve("shallow"), "worktree", "add", "-q", "../shallowtree");
        for (String name : List.of("signed", "signeddirty")) {
            Path signed = repository(tools, root, name);
            git(tools, signed, "config", "gpg.format", "ssh");
            git(tools, signed, "config", "user.signingkey", root.resolve("key").toString());
            git(tools, signed, "commit", "-q", "-S", "--amend", "-m", "signed");
        }
        Files.writeString(root.resolve("signeddirty/file"), "changed\n");
        makeMarked(tools, root);
        makeModules(tools, root);
        git(tools, root, "clone", "-q", "--bare", "--depth", "1", "file://" + root + "/outer", "shallowbare");
        git(tools, root, "clone", "-q", "--bare", "plain", "unborn");
        Files.writeString(root.resolve("unborn/HEAD"), "ref: refs/heads/nope\n");
    }

    private void makeModules(ReferenceNix tools, Path root) throws Exception {
        for (String name : List.of("linked", "old", "twice", "own")) {
            Path made = repository(tools, root, name + "modules");
            git(tools, made, "submodule", "--quiet", "add", "../deep", "deep");
            Path modules = made.resolve(".gitmodules");
            switch (name) {
                case "linked" -> {
                    Files.move(modules, root.resolve("modules"));
                    Files.createSymbolicLink(modules, Path.of("../modules"));
                }
                case "old" -> Files.writeString(modules, "[submodule.deep]\npath = deep\nurl = ../deep\n");
                case "twice" ->
                    Files.writeString(
                            modules, "[submodule \"d\"]\npath = deep\npath = x\nurl = ../deep\nurl = ../nope\n");
                default -> {
                    git(tools, made, "config", "branch.master.remote", ".");
                    git(tools, made, "config", "branch.master.merge", "refs/heads/dev");
                }
            }
            git(tools, made, "add", "-A");
            git(tools, made, "commit", "-qm", "two");
        }
    }

    private void makeMarked(ReferenceNix tools, Path root) throws Exception {
        Path marked = repository(tools, root, "marked");
        Files.writeString(marked.resolve(".gitattributes"), "file export-ignore\n");
        git(tools, marked, "add", "-A");
        git(tools, marked, "commit", "-qm", "two");
        git(tools, marked, "tag", "-a", "annotated", "-m", "annotated");
        git(tools, marked, "tag", "tree", "HEAD^{tree}");
        git(tools, marked, "tag", "blob", "HEAD:file");
        tag = git(tools, marked, "rev-parse", "annotated");
        tree = git(tools, marked, "rev-parse", "tree");
        blob = git(tools, marked, "rev-parse", "blob");
        git(tools, root, "clone", "-q", "--bare", "marked", "bare");
        hidden = git(tools, root.resolve("bare"), "commit-tree", "-m", "hidden", tree);
        git(tools, root, "init", "-q", "--bare", "--object-format=sha256", "longer");
        Path exported = repository(tools, root, "exported");
        Files.createDirectories(exported.resolve("folder"));
        Files.createDirectories(exported.resolve("other"));
        Files.writeString(exported.resolve("folder/x"), "x");
        Files.writeString(exported.resolve("other/x"), "x");
        Files.writeString(exported.resolve(".gitattributes"), "folder/ export-ignore\nother export-ignore\n");
        git(tools, exported, "add", "-A");
        git(tools, exported, "commit", "-qm", "two");
        Files.delete(exported.resolve("folder/x"));
        Files.delete(exported.resolve("folder"));
        Path away = Files.createDirectories(root.resolve("far/folder"));
        Files.createSymbolicLink(root.resolve("away"), away);
        git(tools, root, "clone", "-q", "plain", "far/plain");
        Path untold = repository(tools, root, "untold");
        git(tools, untold, "update-index", "--add", "--cacheinfo", "160000," + rev + ",sub");
        git(tools, untold, "update-index", "--add", "--cacheinfo", "160000," + rev + ",folder/sub");
        git(tools, untold, "commit", "-qm", "two");
        Files.createDirectories(untold.resolve("sub"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("marked"));
        Files.createSymbolicLink(root.resolve("absolute"), marked);
        Files.createSymbolicLink(root.resolve("dirtylink"), Path.of("signeddirty"));
    }

    private static String key(ReferenceNix tools, Path root, String name) throws Exception {
        ReferenceNix.Result made = tools.run(
                root,
                List.of(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        "",
                        "-C",
                        "x",
                        "-f",
                        root.resolve(name).toString()));
        assertThat(made.status()).as(made.err()).isZero();
        return Files.readString(root.resolve(name + ".pub")).split(" ")[1];
    }

    @TestFactory
    Stream<DynamicTest> repositoriesGiveWhatNixTakes() throws Exception {
        ReferenceNix reference = ReferenceNix.in(directory);
        Path root = Files.createDirectories(directory.resolve("root"));
        String key = key(reference, root, "key");
        String otherKey = key(reference, root, "other");
        make(reference, root);
        for (String name : List.of("keys", "wrongkeys")) {
            Files.createDirectories(root.resolve(name));
            Files.writeString(root.resolve(name + "/flake.nix"), """
                    {
                      inputs.signed = {
                        type = "git";
                        url = "file://ROOT/signed";
                        flake = false;
                        publicKeys = [ { key = "KEY"; } { key = "OTHERKEY"; type = "ssh-ed25519"; } ];
                      };
                      outputs = { signed, ... }: { place = "${signed}"; };
                    }
                    """.replace("ROOT", root.toString())
                    .replace("OTHERKEY", otherKey)
                    .replace("KEY", name.equals("keys") ? key : otherKey));
        }
        GitHttpServer http = new GitHttpServer(root);
        server = http;
        return EXPRESSIONS.stream()
                .map(expression -> DynamicTest.dynamicTest(expression, () -> {
                    String shown = shown(expression)
                            .replace("HTTP", http.url())
                            .replace("ROOT", root.toString())
                            .replace("DEVREV", devRev)
                            .replace("LONELY", lonelyRev)
                            .replace("NULL", "0".repeat(40))
                            .replace("HIDDEN", hidden)
                            .replace("TREE", tree)
                            .replace("BLOB", blob)
                            .replace("TAG", tag)
                            .replace("\"REV\"", "\"" + rev + "\"")
                            .replace("OTHERKEY", otherKey)
                            .replace("KEY", key);
                    reference.forgetFetches();
                    ReferenceNix.Result result = reference.nix(
                            root,
                            "eval",
                            "--impure",
                            "--json",
                            "--extra-experimental-features",
                            "fetch-tree verified-fetches",
                            "--expr",
                            shown);
                    String expected = result.status() == 0
                            ? result.out().strip()
                            : LibraryFetch.errors(reference.logical(result.err()));
                    assertThat(LibraryFetch.of(directory, root, shown).text()).isEqualTo(expected);
                }));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** {@code outPath} would hide the other attributes. */
    private static String shown(String expression) {
        return "let r = " + expression + "; in if builtins.isAttrs r && r ? outPath "
                + "then builtins.removeAttrs r [ \"outPath\" ] // { place = \"${r}\"; } else r";
    }
}
