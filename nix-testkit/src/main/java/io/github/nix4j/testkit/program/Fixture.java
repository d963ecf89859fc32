package io.github.nix4j.testkit.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that programs read: a folder {@code fix} beside them, and another that is their user's home. */
public final class Fixture {
    private Fixture() {}

    /**
     * Makes a folder for programs with the fixture in it, so deep below {@code scratch} that no program reaches what else is
     * there: the folder's parents hash the same for both implementations.
     */
    public static Path world(Path scratch) throws IOException {
        Path directory = Files.createDirectories(scratch.resolve("world/a/b/c/work"));
        write(directory);
        writeHome(Files.createDirectory(directory.resolve("home")));
        return directory;
    }

    /** Writes the folder into {@code directory}, where there is none yet. */
    private static void write(Path directory) throws IOException {
        Path fix = Files.createDirectory(directory.resolve("fix"));
        Files.createDirectory(fix.resolve("empty"));
        Path dir = Files.createDirectory(fix.resolve("dir"));
        text(fix, "default.nix", "{ a = 1; f = x: x; }\n");
        text(fix, "text", "some text\nof two lines\n");
        text(fix, "data.json", "{\"a\": [1, 2.5, null], \"b\": \"x\"}\n");
        text(fix, "data.toml", "a = 1\n[b]\nc = \"d\"\n");
        text(fix, "lib.nix", "{ id = x: x; greeting = \"hello\"; nested = { a.b = 1; }; }\n");
        text(fix, "value.nix", "a: b: builtins.trace \"value\" a\n");
        text(fix, "broken.nix", "{ a = 1;\n  b = ;\n}\n");
        text(fix, "fails.nix", "let\n  x = throw \"from a file\";\nin\nx + 1\n");
        text(fix, "scoped.nix", "[ (builtins ? map) (x or 1) ]\n");
        text(fix, "nul", "a\0b\n");
        text(fix, "long.nix", "\n".repeat(9_998) + "let\nx = throw \"far below\";\nin { a = 1; b = x; }\n");
        text(
                Files.createDirectory(fix.resolve("flake")),
                "flake.nix",
                "{\n  description = \"a\";\n  outputs = { self, ... }@all: {\n    one = 1;\n    fails = throw \"in a flake\";\n"
                        + "    where = self.outPath;\n    names = builtins.attrNames all;\n    file = ./flake.nix;\n  };\n}\n");
        text(fix.resolve("flake"), "flake.lock", "{\"nodes\": {\"root\": {}}, \"root\": \"root\", \"version\": 7}\n");
        Path odd = Files.createDirectory(fix.resolve("odd"));
        Files.createSymbolicLink(odd.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(odd.resolve("up"), Path.of("../dir/./inner.nix"));
        Files.createSymbolicLink(odd.resolve("loop"), Path.of("circle"));
        Files.createSymbolicLink(odd.resolve("circle"), Path.of("loop"));
        Files.createSymbolicLink(odd.resolve("folder"), Path.of(".."));
        Files.createSymbolicLink(
                Files.createDirectory(odd.resolve("links")).resolve("default.nix"), Path.of("nowhere"));
        Files.createSymbolicLink(
                Files.createDirectory(odd.resolve("linked")).resolve("default.nix"), Path.of("../../fails.nix"));
        Files.createDirectory(odd.resolve("with space"));
        text(odd, "run", "#!/bin/sh\n");
        if (!odd.resolve("run").toFile().setExecutable(true, false)) {
            throw new IOException("cannot make a file executable: " + odd.resolve("run"));
        }
        text(dir, "inner.nix", "builtins.length [ ./. ./inner.nix ]\n");
        text(dir, "default.nix", "import ../lib.nix // { here = ./.; }\n");
        Files.write(fix.resolve("bytes"), new byte[] {'a', (byte) 0xFF, (byte) 0xC3, '\n'});
        Files.createSymbolicLink(fix.resolve("link"), Path.of("text"));
        Files.createSymbolicLink(fix.resolve("link.nix"), Path.of("dir", "inner.nix"));
    }

    private static void writeHome(Path home) throws IOException {
        text(home, "home-file", "at home\n");
        text(home, ".x", "hidden\n");
        text(
                home,
                "a.nix",
                "{\n  a = 1;\n  here = __curPos;\n  fails = throw \"at home\";\n  sibling = ./sub;\n  up = sub/../../home/sub/text;\n"
                        + "  f = x: x.missing;\n  nested = import ./sub/../fails.nix;\n}\n");
        text(home, "fails.nix", "let\n  x = throw \"from a file at home\";\nin\nx + 1\n");
        text(home, "broken.nix", "{ a = 1;\n  b = ;\n}\n");
        text(home, "default.nix", "{ here = ./.; position = __curPos; }\n");
        Path sub = Files.createDirectory(home.resolve("sub"));
        text(sub, "inner.nix", "[ ./. ../a.nix ~/sub/../a.nix __curPos.file (throw \"inside\") ]\n");
        text(sub, "text", "text at home\n");
        Files.createSymbolicLink(home.resolve("link"), Path.of("sub"));
    }

    private static void text(Path directory, String name, String text) throws IOException {
        Files.write(directory.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
}
