package io.github.nix4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A flake of two inputs, one of which has the other, for commands that change it. */
abstract class EditedFlake {
    @TempDir
    Path directory;

    Path flake() {
        return directory.resolve("flake/flake.nix");
    }

    @BeforeEach
    void makeFlakes() throws Exception {
        write("lib/flake.nix", "{ outputs = _: { v = 1; }; }\n");
        write("tool/flake.nix", "{ inputs.lib.url = \"path:" + directory + "/lib\"; outputs = { lib, ... }: { }; }\n");
        write("flake/flake.nix", """
                {
                  inputs = {
                    lib.url = "path:%1$s/lib"; # ours
                    tool.url = "path:%1$s/tool";
                  };
                  outputs = { self, lib, tool }: { v = lib.v; };
                }
                """.formatted(directory));
    }

    void write(String name, String text) throws Exception {
        Files.createDirectories(directory.resolve(name).getParent());
        Files.writeString(directory.resolve(name), text);
    }

    ProgramRun run(String... words) {
        List<String> all = new ArrayList<>(List.of("flake"));
        all.addAll(List.of(words));
        all.addAll(List.of("--store", "memory://"));
        return ProgramRun.ours(directory.resolve("flake"), "", "nix4j", all.toArray(new String[0]));
    }
}
