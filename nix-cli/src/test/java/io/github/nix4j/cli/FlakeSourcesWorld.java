package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Flakes, repositories, templates and links that lead nowhere: what {@link FlakeSourcesCommandLineTest} tells its stories in. */
final class FlakeSourcesWorld {
    private FlakeSourcesWorld() {}

    private static void git(Path directory, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "init.defaultBranch=master", "-c", "user.name=A", "-c", "user.email=a@example.org"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("GIT_AUTHOR_DATE", "2024-01-02T03:04:05Z");
        builder.environment().put("GIT_COMMITTER_DATE", "2024-01-02T03:04:05Z");
        assertThat(builder.start().waitFor()).isZero();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    static void make(Path root) throws IOException, InterruptedException {
        write(root.resolve("plain/x"), "hi\n");
        write(root.resolve("repo/flake.nix"), "{ outputs = _: { v = 1; }; }\n");
        git(root.resolve("repo"), "init", "-q");
        git(root.resolve("repo"), "add", ".");
        git(root.resolve("repo"), "commit", "-qm", "one");
        write(root.resolve("top/sub/flake.nix"), """
                { inputs.d = { url = "path:ROOT/plain"; flake = false; }; outputs = _: { }; }
                """.replace("ROOT", root.toString()));
        write(root.resolve("top/flake.nix"), """
                {
                  inputs = {
                    sub.url = "path:./sub";
                    other.url = "path:ROOT/other";
                    files = { url = "git+file://ROOT/repo"; flake = false; };
                    again.follows = "files";
                  };
                  outputs = _: { };
                }
                """.replace("ROOT", root.toString()));
        write(root.resolve("other/flake.nix"), Files.readString(root.resolve("top/sub/flake.nix")));
        write(root.resolve("wishes/hook"), "");
        write(root.resolve("wishes/flake.nix"), """
                {
                  nixConfig = {
                    max-jobs = 3;
                    post-build-hook = ./hook;
                    bash-prompt = "harmless";
                    extra-trusted-users = [ "a" "b" ];
                    allow-dirty = false;
                    unknown = "x";
                  };
                  outputs = _: { v = 1; };
                }
                """);
        write(root.resolve("templates/t/flake.nix"), "{ description = \"T\"; outputs = _: { }; }\n");
        write(root.resolve("templates/t/s/a"), "a\n");
        Files.createSymbolicLink(root.resolve("templates/t/s/l"), Path.of("a"));
        write(root.resolve("templates/u/x"), "");
        write(root.resolve("templates/flake.nix"), """
                {
                  outputs = _: {
                    templates.default = {
                      path = ./t;
                      description = "the default";
                      welcomeText = "# Hello\\n\\nSome *words* and `code`:\\n\\n- one\\n- two\\n";
                    };
                    templates.u = { path = ./u; description = "u"; };
                    templates.bad = { description = "x"; };
                    templates.file = { path = ./u/x; description = "x"; };
                    templates.nopath = { path = ./nope; description = "x"; };
                  };
                }
                """);
        git(root.resolve("templates"), "init", "-q");
        git(root.resolve("templates"), "add", ".");
        git(root.resolve("templates"), "commit", "-qm", "one");
        git(root, "init", "-q", "fresh");
        Files.createSymbolicLink(root.resolve("lost"), Path.of("nothing"));
        Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(root.resolve("way"), Path.of("templates"));
        Files.createSymbolicLink(root.resolve("longer"), root.resolve("longer/x"));
        Files.createSymbolicLink(root.resolve("stale"), Path.of("/nix/store/stale"));
        Files.createSymbolicLink(root.resolve("toOther"), Path.of("other"));
        Files.createDirectories(root.resolve("overLoop"));
        Files.createSymbolicLink(root.resolve("overLoop/flake.nix"), Path.of("flake.nix"));
        Files.createDirectories(root.resolve("overLink"));
        Files.createSymbolicLink(root.resolve("overLink/flake.nix"), Path.of("nothing"));
        Files.createDirectories(root.resolve("overFolder/flake.nix"));
        write(root.resolve("overFile/s/l"), "");
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file :
                    files.filter(path -> !path.toString().contains(".git")).toList()) {
                if (!Files.isSymbolicLink(file)) {
                    Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
                }
            }
        }
    }
}
