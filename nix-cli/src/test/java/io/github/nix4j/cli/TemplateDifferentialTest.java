package io.github.nix4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates that are none, whose folders are not there, and what they say to those who use them. */
class TemplateDifferentialTest {
    @TempDir
    Path directory;

    private BuildFolder folder;

    @BeforeEach
    void makeTemplates() throws IOException {
        folder = new BuildFolder(BothPrograms.find().bin(), directory);
        Path flake = Files.createDirectories(directory.resolve("flake"));
        Files.createDirectories(flake.resolve("t/sub"));
        Files.writeString(flake.resolve("t/a"), "a\n");
        Files.createSymbolicLink(flake.resolve("link"), Path.of("t"));
        Files.createSymbolicLink(flake.resolve("loop"), Path.of("loop"));
        Files.writeString(flake.resolve("flake.nix"), """
                {
                  outputs = _: {
                    templates = {
                      list = [ 1 ];
                      text = "x";
                      number = 1;
                      function = x: x;
                      thrown = throw "template";
                      empty = { };
                      badPath.path = 1;
                      thrownPath.path = throw "path";
                      missing.path = ./nope;
                      missingInStore.path = "${./.}/nope";
                      missingBelow.path = ./t/nope/x;
                      forbidden.path = "/nope";
                      file.path = ./flake.nix;
                      belowFile.path = ./flake.nix/x;
                      link.path = ./link;
                      belowLink.path = ./link/sub;
                      nothingBelowLink.path = ./link/nope;
                      loop.path = ./loop;
                      good = { path = ./t; welcomeText = "hello"; };
                      badWelcome = { path = ./t; welcomeText = 1; };
                      setWelcome = { path = ./t; welcomeText = { }; };
                      pathWelcome = { path = ./t; welcomeText = ./t; };
                      reference = { path = ./t; welcomeText = "at ${./t}"; };
                      thrownWelcome = { path = ./t; welcomeText = throw "welcome"; };
                    };
                  };
                }
                """);
    }

    private void same(List<String> names) throws IOException, InterruptedException {
        List<List<String>> commands = new ArrayList<>();
        // The reference remembers nothing of a folder that it has not fetched before.
        commands.add(List.of("eval", "path:./flake#fetched"));
        for (String name : names) {
            // The second time from memory, and into a folder that has the files.
            commands.add(List.of("flake", "new", "result-" + name, "-t", "path:./flake#" + name));
            commands.add(List.of("flake", "new", "result-" + name, "-t", "path:./flake#" + name));
        }
        Files.createDirectories(directory.resolve("home"));
        List<ProgramRun> theirs = folder.story(false, commands);
        folder.clear();
        Files.createDirectories(directory.resolve("home"));
        List<ProgramRun> ours = folder.story(true, commands);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(ours.get(i))
                    .as("nix %s", String.join(" ", commands.get(i)))
                    .isEqualTo(theirs.get(i));
        }
    }

    @Test
    void whatIsNoTemplate() throws IOException, InterruptedException {
        same(List.of("list", "text", "number", "function", "thrown", "empty", "badPath", "thrownPath"));
    }

    @Test
    void whatTemplatesSay() throws IOException, InterruptedException {
        same(List.of("good", "badWelcome", "setWelcome", "pathWelcome", "reference", "thrownWelcome"));
    }

    @Test
    void foldersThatAreNotThere() throws IOException, InterruptedException {
        same(List.of(
                "missing",
                "missingInStore",
                "missingBelow",
                "forbidden",
                "file",
                "belowFile",
                "link",
                "belowLink",
                "nothingBelowLink",
                "loop"));
    }
}
