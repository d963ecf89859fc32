package io.github.nix4j.flake.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nix4j.flake.Flake;
import io.github.nix4j.flake.FlakeEvaluator;
import io.github.nix4j.flake.FlakeLoader;
import io.github.nix4j.flake.ref.FlakeJson;
import io.github.nix4j.flake.unsaved.UnsavedFiles;
import io.github.nix4j.lang.EvalOptions;
import io.github.nix4j.lang.NixEvaluator;
import io.github.nix4j.store.ByteText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A flake with unsaved changes is to nix4j what the same flake is to the reference after saving them. */
class UnsavedDifferentialTest {
    private static final Instant BEFORE = Instant.ofEpochSecond(1_600_000_000);
    private static final Instant EDITED = Instant.ofEpochSecond(1_700_000_000);
    private static final String FLAKE = """
            { inputs.dep = { url = "path:./dep"; };
              outputs = { self, dep }: { seen = builtins.toJSON {
                file = builtins.readFile ./edited;
                all = builtins.mapAttrs (n: t: if t == "directory" then builtins.readDir (./. + "/${n}") else t)
                  (builtins.readDir ./.);
                place = "${self}";
                hash = self.narHash;
                date = self.lastModified;
                dirty = self.dirtyRev or "clean";
                rev = self.rev or "none";
                imported = import ./new/value.nix;
                copied = "${./new}";
                linked = builtins.readFile ./link;
                dep = dep.v;
              }; }; }
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"path:", "git+file://"})
    void asIfSaved(String scheme) throws IOException, InterruptedException {
        ReferenceNix reference = ReferenceNix.in(directory);
        // A link leads there, since editors open files by other names than the flake has.
        Path project = Files.createDirectories(directory.resolve("project"));
        Path alias = Files.createSymbolicLink(directory.resolve("alias"), project);
        write(project, "flake.nix", "{ not yet a flake");
        write(project, "edited", "old\n");
        Files.setPosixFilePermissions(project.resolve("edited"), PosixFilePermissions.fromString("rwxr-xr-x"));
        write(project, "deleted", "x\n");
        write(project, "gone/inner", "x\n");
        write(project, "same", "same\n");
        write(project, "untracked", "x\n");
        write(project, "dep/flake.nix", "{ outputs = _: { v = 1; }; }\n");
        write(project, "new/.keep", "");
        write(project, "new/value.nix", "0");
        Files.createSymbolicLink(project.resolve("link"), Path.of("edited"));
        boolean git = scheme.startsWith("git");
        if (git) {
            reference.git(project, "init", "-q");
            reference.git(project, "add", "-A");
            reference.git(project, "reset", "-q", "--", "untracked");
            reference.git(project, "commit", "-qm", "one");
        }
        age(project, BEFORE);

        UnsavedFiles unsaved = new UnsavedFiles(() -> EDITED);
        unsaved.put(alias.resolve("flake.nix"), FLAKE);
        unsaved.put(alias.resolve("edited"), "new\n");
        unsaved.put(alias.resolve("same"), "same\n");
        unsaved.put(alias.resolve("dep/flake.nix"), "{ outputs = _: { v = 2; }; }\n");
        unsaved.put(alias.resolve("new/value.nix"), "1 + 1");
        unsaved.put(alias.resolve("new/untracked/deep.nix"), "3");
        unsaved.delete(alias.resolve("deleted"));
        unsaved.delete(alias.resolve("gone"));
        Result ours = ours(unsaved, project, scheme + project);
        assertThat(Files.readString(project.resolve("edited"))).isEqualTo("old\n");

        // Now save.
        write(project, "flake.nix", FLAKE);
        write(project, "edited", "new\n");
        write(project, "same", "same\n");
        write(project, "dep/flake.nix", "{ outputs = _: { v = 2; }; }\n");
        write(project, "new/value.nix", "1 + 1");
        write(project, "new/untracked/deep.nix", "3");
        Files.delete(project.resolve("deleted"));
        Files.delete(project.resolve("gone/inner"));
        Files.delete(project.resolve("gone"));
        age(project, EDITED);
        String url = scheme + project;
        assertThat(ours.seen()).isEqualTo(nix(reference, project, "eval", "--raw", url + "#seen"));
        assertThat(ours.metadata()).isEqualTo(nix(reference, project, "flake", "metadata", "--json", url));
    }

    private record Result(String seen, String metadata) {}

    private static Result ours(UnsavedFiles unsaved, Path project, String reference) {
        FlakeLoader.Builder loader = FlakeLoader.builder(project).unsaved(unsaved);
        try (FlakeEvaluator flakes = FlakeEvaluator.of(NixEvaluator.builder(), loader)) {
            Flake flake = flakes.loader().load(reference);
            String seen = flakes.output(flake, EvalOptions.UNLIMITED, "seen").asString();
            String metadata = FlakeJson.compact(flakes.loader().metadata(flake).toJson());
            return new Result(seen, ByteText.toUnicode(metadata));
        }
    }

    private static String nix(ReferenceNix reference, Path directory, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--no-write-lock-file", "--no-eval-cache"));
        ReferenceNix.Result result = reference.nix(directory, command.toArray(String[]::new));
        assertThat(result.status()).as(result.err()).isZero();
        return result.out().strip();
    }

    private static void write(Path root, String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static void age(Path root, Instant date) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!Files.isSymbolicLink(file) && !file.toString().contains("/.git/")) {
                    Files.setLastModifiedTime(file, FileTime.from(date));
                }
            }
        }
    }
}
