package io.github.nix4j.flake.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.lang.NixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Flakes whose files are links, directories, pipes or no JSON: the value {@code v}, or the whole error. */
class OddFilesDifferentialTest {
    private static final String FLAKE = "{ outputs = { self }: { v = \"1\"; }; }\n";

    @TempDir
    Path directory;

    /** Makes one directory with a flake. */
    private interface Maker {
        void make(Path flake) throws IOException;
    }

    private static Map<String, Maker> cases() {
        Map<String, Maker> cases = new TreeMap<>();
        cases.put("flake.nix is a directory", at -> Files.createDirectory(at.resolve("flake.nix")));
        cases.put("flake.nix is a link", at -> {
            Files.createDirectory(at.resolve("sub"));
            Files.writeString(at.resolve("sub/real.nix"), "{ outputs = { self }: { v = import ./x.nix; }; }\n");
            Files.writeString(at.resolve("sub/x.nix"), "\"5\"");
            link(at, "flake.nix", "sub/real.nix");
        });
        cases.put("flake.nix is a link to nothing", at -> link(at, "flake.nix", "nope"));
        cases.put("flake.nix is a link to itself", at -> link(at, "flake.nix", "flake.nix"));
        cases.put("flake.nix is a link to a directory", at -> link(at, "flake.nix", "."));
        cases.put("flake.nix is an absolute link", at -> link(at, "flake.nix", "/dev/null"));
        cases.put("flake.nix is a link out of the tree", at -> link(at, "flake.nix", "../outer.nix"));
        cases.put("no flake.nix", at -> Files.writeString(at.resolve("x"), ""));
        cases.put(
                "flake.lock is a directory",
                at -> Files.createDirectories(flake(at).resolve("flake.lock")));
        cases.put("flake.lock is a link", at -> link(flake(at), "flake.lock", "x"));
        cases.put("flake.lock is empty", at -> Files.writeString(flake(at).resolve("flake.lock"), ""));
        for (String text : List.of(
                "{",
                "{]",
                "[1",
                "{\"a\":tru}",
                "{} {}",
                "{\"a\" 1}",
                "\"",
                "{\"version\":9}",
                "{\"version\":1e30}",
                "{\"version\":1e999}",
                "nul")) {
            cases.put("flake.lock is " + text, at -> Files.writeString(flake(at).resolve("flake.lock"), text));
        }
        cases.put("a link to nothing", at -> link(flake(at), "link", "nope"));
        cases.put("a pipe", at -> pipe(flake(at).resolve("pipe")));
        cases.put("a pipe as flake.nix", at -> pipe(at.resolve("flake.nix")));
        cases.put(
                "a relative input that is a file",
                at -> Files.writeString(
                        at.resolve("flake.nix"),
                        "{ inputs.d = { url = \"path:./flake.nix\"; flake = false; }; outputs = _: { v = \"2\"; }; }"));
        cases.put("a relative input with a directory as flake.nix", at -> {
            Files.writeString(at.resolve("flake.nix"), "{ inputs.d.url = \"path:./d\"; outputs = _: { v = \"2\"; }; }");
            Files.createDirectories(at.resolve("d/flake.nix"));
        });
        return cases;
    }

    private static Path flake(Path at) throws IOException {
        Files.writeString(at.resolve("flake.nix"), FLAKE);
        return at;
    }

    private static void link(Path at, String name, String target) throws IOException {
        Files.createSymbolicLink(at.resolve(name), Path.of(target));
    }

    private static void pipe(Path at) throws IOException {
        try {
            new ProcessBuilder("mkfifo", at.toString()).start().waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> oddFilesAreToldOfAsInNix() throws IOException {
        ReferenceNix reference = ReferenceNix.in(directory);
        Files.writeString(directory.resolve("outer.nix"), FLAKE);
        return cases().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Path at = Files.createTempDirectory(directory, "flake");
                    each.getValue().make(at);
                    try (Stream<Path> files = Files.walk(at)) {
                        for (Path file : files.filter(file -> Files.isRegularFile(file) || Files.isDirectory(file))
                                .filter(file -> !Files.isSymbolicLink(file))
                                .sorted(java.util.Comparator.reverseOrder())
                                .toList()) {
                            Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
                        }
                    }
                    ReferenceNix.Result result =
                            reference.nix(at, "eval", "--raw", "--no-write-lock-file", "path:" + at + "#v");
                    String expected = result.status() == 0
                            ? result.out()
                            : reference.logical(result.err()).strip();
                    assertThat(ours(at)).isEqualTo(expected.replaceFirst("(?s)^warning: .*?(?=error:)", ""));
                }));
    }

    private static String ours(Path at) {
        try (FlakeEvaluator flakes = FlakeEvaluator.of(NixEvaluator.builder(), FlakeLoader.builder(at))) {
            return flakes.output(flakes.loader().load("path:" + at), EvalOptions.UNLIMITED, "v")
                    .asString();
        } catch (NixException e) {
            return e.toString();
        }
    }
}
