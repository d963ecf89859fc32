package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Nix's functional scripts ask of flakes and no other test does: summaries of commits, the search for the flake above a
 * folder, symbolic links, archives, inputs that are not locked. Both programs run the same stories, and say and leave the same.
 */
class FlakeScriptsTest {
    @TempDir
    Path directory;

    /** Runs the lines, in the folder that comes before a colon; those that begin with {@code git} by that program. */
    private List<String> story(boolean reference, String... lines) throws Exception {
        BothPrograms programs = BothPrograms.find();
        Path root = Files.createDirectories(directory.resolve("world"));
        TutorialWorld world = new TutorialWorld(root);
        makeFlakes(world);
        List<String> said = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            String folder = line.substring(0, Math.max(0, colon));
            String words = line.substring(colon < 0 ? 0 : colon + 2).replace("ROOT", root.toString());
            if (words.startsWith("git ")) {
                said.add(line + " -> " + world.git(folder, words.substring(4).split(" ")));
                continue;
            }
            List<String> all = new ArrayList<>(List.of(words.split(" ")));
            all.addAll(List.of("--option", "flake-registry", "", "--store", root + "/store"));
            String[] given = all.toArray(new String[0]);
            ProgramRun run = reference
                    ? ProgramRun.reference(programs.bin(), world.path(folder), "", "nix", given)
                    : ProgramRun.ours(world.path(folder), "", "nix", given);
            String errors = run.err()
                    .replace("warning: the group 'nixbld' specified in 'build-users-group' does not exist\n", "")
                    .replace(root + "/store/nix/store/", "/nix/store/");
            said.add(line + " -> " + run.status() + "\n" + run.out() + errors);
        }
        Files.move(root, directory.resolve(reference ? "reference" : "own"));
        return said;
    }

    private static void makeFlakes(TutorialWorld world) throws Exception {
        world.write("top/flake.nix", """
                {
                  inputs.dep.url = "git+file://ROOT/dep";
                  outputs = { self, dep }: { x = dep.x; };
                }
                """);
        world.write("top/sub/deep/file", "");
        world.write("top/inner/flake.nix", "{ outputs = _: { x = \"inner\"; }; }\n");
        world.write("dep/flake.nix", "{ outputs = _: { x = \"one\"; }; }\n");
        world.write("bare/sub/file", "");
        for (String name : List.of("top", "dep", "bare")) {
            world.commit(name);
        }
        world.write("top/.git/info/exclude", "home\n");
        Files.createSymbolicLink(world.path("link"), world.path("top"));
        Files.createDirectories(world.path("links"));
        Files.createSymbolicLink(world.path("links/inner"), world.path("top/inner"));
        Files.createSymbolicLink(world.path("links/here"), Path.of("../links"));
    }

    private void same(String... lines) throws Exception {
        List<String> expected = story(true, lines);
        List<String> found = story(false, lines);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(withoutTimes(found.get(i))).isEqualTo(withoutTimes(expected.get(i)));
        }
        assertThat(found).hasSameSizeAs(expected);
    }

    /** Commits that the programs make hold the time. */
    private static String withoutTimes(String said) {
        return said.replaceAll("\\b[0-9a-f]{40}\\b", "REV")
                .replaceAll("(lastModified\"?[:=])\\d+", "$1TIME")
                .replaceAll("(\"fingerprint\":\")[0-9a-f]+", "$1HASH");
    }

    @Test
    void commitsOfLockFilesAreSummarised() throws Exception {
        String author = "git -c user.name=A -c user.email=a@b ";
        same(
                "top: git config user.name A",
                "top: git config user.email a@b",
                "top: flake lock --commit-lock-file --commit-lock-file-summary S",
                "top: git log -1 --format=%s%n%b",
                "top: git status --short",
                "dep: " + author + "commit -q --allow-empty -m more",
                "top: flake update --commit-lock-file",
                "top: git log -1 --format=%s",
                "dep: " + author + "commit -q --allow-empty -m more",
                "top: flake update --commit-lock-file --option commit-lockfile-summary T",
                "top: git log -1 --format=%s",
                "top: git status --short");
    }

    @Test
    void theFlakeAboveIsFound() throws Exception {
        same(
                "eval path:ROOT/top/sub#x",
                "top/sub/deep: eval .#x --no-write-lock-file",
                "top/sub/deep: eval #x --no-write-lock-file",
                "top/sub: eval ../sub#x --no-write-lock-file",
                "top/sub: eval ROOT/top/sub#x --no-write-lock-file",
                "top/sub: eval ./deep/file#x",
                "bare/sub: eval .#x",
                "top: eval .#x --override-input dep . --no-write-lock-file",
                "top/sub: eval .#x --override-input dep . --no-write-lock-file",
                "top/inner: eval .#x");
    }

    @Test
    void linksLeadToRepositories() throws Exception {
        same(
                "eval ./link#x --no-write-lock-file",
                "eval ./link/inner#x",
                "eval ./links/inner#x",
                "eval ./links/here/inner#x",
                "flake metadata --json ./links/inner");
    }

    @Test
    void whatIsNotLockedIsNotWritten() throws Exception {
        same(
                "dep: git config user.name A",
                "top: flake lock",
                "git -C dep rm -q --cached flake.nix",
                "git -C dep add -N flake.nix",
                "top: eval .#x --override-input dep ROOT/dep",
                "top: flake lock --override-input dep ROOT/dep",
                "top: flake lock --override-input dep ROOT/dep --allow-dirty-locks",
                "top: eval .#x",
                "top: flake metadata --json");
    }

    @Test
    void archivesArePrefetched() throws Exception {
        same(
                "top: git archive --prefix=a/ -o ROOT/a.zip HEAD",
                "top: git archive --prefix=a/ -o ROOT/a.tar.gz HEAD",
                "flake prefetch --json file://ROOT/a.zip",
                "flake prefetch file://ROOT/a.tar.gz",
                "flake prefetch --json tarball+file://ROOT/a.tar.gz?name=x",
                "flake prefetch --json git+file://ROOT/dep",
                "flake prefetch file://ROOT/none.tar");
    }
}
