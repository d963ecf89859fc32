package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Registries, prefetching, archives, clones and templates: each program runs whole stories in a world of its own, and says and
 * leaves the same.
 */
class FlakeSourcesCommandLineTest {
    private static final String WRONG = "sha256-" + "A".repeat(43) + "=";

    private static Path bin = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findReference() {
        bin = BothPrograms.find().bin();
    }

    /** Runs the lines one after the other, in the folder that comes before a colon; returns all that they said. */
    private List<String> story(boolean reference, List<String> lines) throws Exception {
        Path root = Files.createDirectories(directory.resolve("world"));
        FlakeSourcesWorld.make(root);
        List<String> said = new ArrayList<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            Path folder = Files.createDirectories(root.resolve(line.substring(0, Math.max(0, colon))));
            List<String> words = new ArrayList<>(List.of(line.substring(colon < 0 ? 0 : colon + 2)
                    .replace("ROOT", root.toString())
                    .split(" ")));
            words.addAll(List.of("--option", "flake-registry", "", "--store", root + "/store"));
            ProgramRun run = reference
                    ? ProgramRun.reference(bin, folder, "", "nix", words.toArray(new String[0]))
                    : ProgramRun.ours(folder, "", "nix", words.toArray(new String[0]));
            StringBuilder errors = new StringBuilder();
            for (String text : run.err().split("(?<=\\n)")) {
                errors.append(text.contains("nixbld") ? "" : text);
            }
            said.add(line + " -> " + run.status() + "\n" + run.out() + errors);
        }
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted().toList()) {
                String name = root.relativize(file).toString();
                if (!name.matches("store.*|.*\\.git/.*|(.*/)?home(/\\..*)?") || name.endsWith("registry.json")) {
                    said.add(name + (Files.isRegularFile(file) ? " = " + Files.readString(file) : ""));
                }
            }
        }
        // Paths are part of hashes, so both worlds have to be at the same place.
        Files.move(root, directory.resolve(reference ? "reference" : "own"));
        return said.stream()
                .map(text ->
                        text.replace(root + "/store/nix/store/", "/nix/store/").replace(root.toString(), "ROOT"))
                .map(text -> text.replaceAll("(lastModified\"?[:=] ?)\\d+", "$1TIME"))
                .toList();
    }

    private void same(String... lines) throws Exception {
        assertThat(story(false, List.of(lines))).containsExactlyElementsOf(story(true, List.of(lines)));
    }

    @Test
    void registriesAreShownAndChanged() throws Exception {
        same(
                "registry list",
                "registry add foo github:a/b",
                "registry add bar git+file:///x?dir=s&ref=q",
                "registry add foo/x path:/tmp",
                "registry list",
                "registry resolve foo bar foo/x foo/y",
                "registry remove foo",
                "registry remove foo",
                "registry add --registry ROOT/own.json a b",
                "registry pin git+file://ROOT/repo",
                "registry pin zz git+file://ROOT/repo",
                "registry resolve zz git+file://ROOT/repo",
                "registry pin pp path:ROOT/plain",
                "registry pin --override-flake q path:ROOT/plain q",
                "registry list",
                "registry foo",
                "registry add a",
                "registry resolve",
                "registry remove",
                "registry add a b c",
                "registry list x",
                "registry list --override-flake q path:/q",
                "registry add ./repo a",
                "registry add nixpkgs?dir=x a",
                "registry resolve nowhere",
                "eval zz#v",
                "eval nowhere#v --override-flake nowhere git+file://ROOT/repo");
    }

    @Test
    void registriesAreFilesOfAnyName() throws Exception {
        same(
                "registry add --registry own.json a b",
                "registry remove --registry own.json a",
                "registry pin --registry own.json a path:ROOT/plain",
                "registry add --registry ./own.json a b",
                "registry add --registry ./own.json c d",
                "registry remove --registry ./own.json c",
                "registry pin --registry plain/own.json a path:ROOT/plain",
                "plain: registry add --registry ../made/own.json a path:./y",
                "registry add --registry ./lost a b",
                "registry add --registry ./loop a b",
                "registry add --registry ./plain a b",
                "registry add --registry plain/ a b",
                "registry add --registry ./plain/x/y a b",
                "registry add --registry ROOT/plain/x a b",
                "registry add --registry ./lost/own.json a b",
                "registry add --registry ./plain/x//own.json a b");
    }

    @Test
    void badHashesOfDirectories() throws Exception {
        same(
                "flake metadata path:./plain?narHash=foo",
                "flake metadata path:./plain?narHash=sha256-AAAA",
                "flake metadata path:./plain?narHash=md5-AAAAAAAAAAAAAAAAAAAAAA==",
                "flake metadata path:./plain?narHash=" + WRONG,
                "flake prefetch path:./plain?narHash=" + WRONG,
                "flake prefetch file+file://ROOT/plain/x?narHash=" + WRONG,
                "flake clone file+file://ROOT/plain/x?narHash=" + WRONG + " --dest wrong",
                "flake clone path:ROOT/none --dest none",
                "eval path:./plain?narHash=sha256:AAAA#x");
    }

    @Test
    void shortNamesThatMayBeIdentifiers() throws Exception {
        String named = "flake metadata git+file://ROOT/repo?ref=";
        same(named + "bad", named + "B", named + "bad~1", named + "dead", named + "bag");
    }

    @Test
    void filesAreNoFlakes() throws Exception {
        same(
                "flake metadata file+file://ROOT/plain/x",
                "eval file+file://ROOT/plain/x#v",
                "flake prefetch file+file://ROOT/plain/x",
                "flake prefetch --json file+file://ROOT/plain/x");
    }

    @Test
    void linksThatLeadInACircle() throws Exception {
        same(
                "flake metadata ./loop",
                "flake metadata ./loop/x/../y//z",
                "flake metadata ./longer",
                "flake metadata path:./loop/x",
                "flake metadata path:./lost/x",
                "flake metadata path:./way/t",
                "flake metadata path:ROOT/way/t/../nothing",
                "flake metadata path:./other/../way/../way/none",
                "flake metadata path:ROOT/way/../wishes",
                "flake metadata ./way/t",
                "flake prefetch path:ROOT/way",
                "eval --store foo://x?y=1 --expr 1",
                "flake metadata git+file://ROOT/loop",
                "flake metadata git+file://ROOT/loop/x",
                "flake metadata git+file://ROOT/lost/x",
                "flake metadata ./overLoop",
                "flake metadata path:./overLoop",
                "eval ./loop#x",
                "eval --file loop",
                "build ./loop/x^out",
                "flake metadata ./plain/x/y",
                "flake metadata ./nowhere/../overFolder",
                "flake metadata ./lost/../plain",
                "flake metadata --json ./toOther/../repo");
    }

    @Test
    void flakesWishForSettings() throws Exception {
        same(
                "eval path:ROOT/wishes#v",
                "eval --accept-flake-config path:ROOT/wishes#v",
                "flake metadata --json path:ROOT/wishes",
                "flake lock path:ROOT/wishes");
    }

    @Test
    void theSearchPathHoldsReferences() throws Exception {
        same(
                "registry add repo git+file://ROOT/repo",
                "eval --impure -I x=flake:repo --expr <x>",
                "eval --impure -I x=flake:git+file://ROOT/repo --expr <x/flake.nix>",
                "eval --impure -I x=flake:repo --expr <x/none>",
                "eval --impure -I x=flake:none --expr <x>",
                "eval --impure -I x=flake:git+file://ROOT/none --expr <x>");
    }

    @Test
    void sourcesAreBroughtToTheStore() throws Exception {
        same(
                "flake prefetch git+file://ROOT/repo",
                "flake prefetch --json ./repo?dir=x",
                "flake prefetch path:ROOT/plain --json -o link",
                "flake prefetch nowhere",
                "flake lock path:ROOT/top",
                "flake archive path:ROOT/top",
                "flake archive path:ROOT/top --json",
                "flake archive path:ROOT/top --json --dry-run",
                "flake prefetch-inputs git+file://ROOT/repo",
                "flake clone git+file://ROOT/repo --dest ROOT/c1",
                "flake clone git+file://ROOT/repo --dest ROOT/c1",
                "flake clone git+file://ROOT/repo?ref=nope --dest ROOT/c2",
                "flake clone git+file://ROOT/none --dest ROOT/c3",
                "flake clone path:ROOT/plain --dest ROOT/c4",
                "flake clone path:ROOT/plain --dest ROOT/c4",
                "flake clone path:ROOT/plain");
    }

    @Test
    void linksToTheStoreAreReplacedAndNothingElseIs() throws Exception {
        String prefetch = "flake prefetch path:ROOT/plain -o ";
        same(
                prefetch + "made",
                prefetch + "made/",
                prefetch + "stale",
                prefetch + "lost",
                prefetch + "loop",
                prefetch + "toOther",
                prefetch + "plain/x",
                prefetch + "plain/x/y",
                prefetch + "other",
                prefetch + ".",
                prefetch + "lost/x",
                prefetch + "loop/x",
                prefetch + "new/er/./../link");
    }

    @Test
    void whereNothingCanBeClonedTo() throws Exception {
        String clone = "flake clone path:ROOT/plain --dest ";
        same(
                clone + "nope/x",
                clone + "plain/x/y",
                clone + "loop",
                clone + "loop/x",
                clone + "lost",
                clone + "plain",
                "flake clone --dest  path:ROOT/plain",
                "flake clone path:ROOT/plain/x --dest nope/x",
                "flake clone path:ROOT/plain/x --dest plain/x/y",
                "eval --expr 1 --arg-from-file x plain",
                "eval --expr 1 --arg-from-file x loop",
                "eval --expr 1 --arg-from-file x plain/x/y",
                "eval --expr 1 --arg-from-file x nope");
    }

    @Test
    void templatesAreCopied() throws Exception {
        same(
                "in: flake init -t ../templates",
                "in: flake init -t ../templates",
                "in: flake init -t ../templates#u",
                "in: flake init -t ../templates#bad",
                "in: flake init -t ../templates#nopath",
                "in: flake init -t ../templates#zz",
                "in: flake init",
                "top: flake init -t ../templates",
                "fresh: flake init -t ../templates",
                "flake new -t ./templates made",
                "flake new",
                "flake new -t git+file://ROOT/templates#templates.u other-one");
    }

    @Test
    void whatCannotBeWrittenIsToldWithItsReason() throws Exception {
        same(
                "flake new -t ./templates plain/x",
                "flake new -t ./templates plain/x/y",
                "flake new -t ./templates lost",
                "flake new -t ./templates loop",
                "flake new -t ./templates#file made",
                "overLink: flake init -t ../templates",
                "overFolder: flake init -t ../templates",
                "overFile: flake init -t ../templates",
                "flake lock path:ROOT/top --output-lock-file plain",
                "flake lock path:ROOT/top --output-lock-file nope/x",
                "flake lock path:ROOT/top --output-lock-file plain/x/y",
                "flake lock path:ROOT/top --output-lock-file lost",
                "registry add --registry ROOT/plain/x/y a github:a/b",
                "registry add --registry ROOT/plain a github:a/b",
                "eval ROOT/nothing#a",
                "eval lost#a",
                "eval ./lost#a");
    }
}
